import AttuneCore
import Testing

@testable import AttuneCorpus

@Suite struct FieldTellTests {
  private static let tolerance = 1e-12

  // n = 90; values = [i*i % 7 for i in range(n)]; folds = [i % 5 for i in range(n)]
  // labels = [(i*i % 7 + (i % 4 == 0) * (i // 9)) % 7 for i in range(n)]
  // For each fold and value the class c of the largest seen[c] + 2*prior[c]/len(train), counted on
  // the other folds, the first of equal ones; then sklearn's accuracy_score, f1_score(average=
  // "macro", zero_division=0), and scipy's binomtest(52, 53, alternative="greater").pvalue.
  @Test func itsFiguresAreThoseOfScikitLearnAndScipy() throws {
    let numbers = Array(0..<90)
    let values = try #require(
      LabelledValues(names: numbers.map { String($0 * $0 % 7) }, reading: .value))
    let tell = FieldTell(
      .topic, isAdmitted: true, values,
      emotions: numbers.map { number in
        Emotion.allCases[(number * number % 7 + (number % 4 == 0 ? number / 9 : 0)) % 7]
      }, folds: numbers.map { $0 % 5 })
    #expect(tell.count == 90 && tell.present == 90 && tell.values == 4)
    #expect(abs(tell.accuracy - 0.8) < Self.tolerance)
    #expect(abs(tell.macroF1 - 0.48299319727891155) < Self.tolerance)
    #expect(abs(tell.majorityAccuracy - 0.23333333333333334) < Self.tolerance)
    #expect(abs(tell.majorityMacroF1 - 0.075) < Self.tolerance)
    #expect(abs(tell.pValue / 5.995204332975845e-15 - 1) < 1e-9)
  }

  @Test func numbersCountByRangesAndEqualOnesStayTogether() throws {
    let numbers = (0..<100).map { FieldValue.number(Double($0 / 30)) }
    let values = try #require(LabelledValues(numbers + [nil]))
    #expect(values.reading == .range && values.present == 100)
    #expect(Set(values.names) == ["0", "1", "2…3", "absent"])
    #expect(LabelledValues([nil, nil]) == nil)
  }
}
