import AttuneCore
import Testing

@testable import AttuneCorpus

@Suite struct ClassShiftTests {
  private static let tolerance = 1e-9
  private static let names = Emotion.classNames

  private func shift(_ measured: [Int], _ other: [Int]) -> ClassShift {
    func spread(_ counts: [Int]) -> [String] {
      zip(Self.names, counts).flatMap { Array(repeating: $0, count: $1) }
    }
    return ClassShift(
      SplitPair(measured: .test, other: .train), counting: .classes, measured: spread(measured),
      other: spread(other))
  }

  // chi2_contingency([a, b], correction=False); effect = sqrt(statistic / n)
  @Test func theTestIsScipys() {
    let shift = shift([30, 10, 25, 8, 60, 12, 9], [300, 120, 180, 90, 700, 60, 50])
    #expect(abs(shift.chiSquare - 11.48166402424253) < Self.tolerance)
    #expect(shift.degreesOfFreedom == 6 && shift.unseen.isEmpty)
    #expect(abs(shift.pValue - 0.07458293682697889) < Self.tolerance)
    #expect(abs(shift.effect - 0.08331719965474514) < Self.tolerance)
  }

  // The same with the last two columns as one.
  @Test func whatIsTooRareCountsTogether() {
    let shift = shift([30, 10, 25, 8, 60, 1, 0], [300, 120, 180, 90, 700, 6, 3])
    #expect(abs(shift.chiSquare - 4.0392034807115555) < Self.tolerance)
    #expect(shift.degreesOfFreedom == 5)
    #expect(abs(shift.pValue - 0.5437855362408337) < Self.tolerance)
  }

  @Test func whatTrainingNeverSawIsNamedAndOneClassIsNothingToCompare() {
    #expect(shift([5, 5, 5, 5, 5, 5, 5], [9, 9, 9, 9, 9, 0, 9]).unseen == ["disgusted"])
    let one = shift([50, 0, 0, 0, 0, 0, 0], [80, 0, 0, 0, 0, 0, 0])
    #expect(one.degreesOfFreedom == 0 && one.pValue == 1)
  }
}
