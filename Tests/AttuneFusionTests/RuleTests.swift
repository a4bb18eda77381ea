import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneFusion

extension Double {
  /// Natural.
  var logarithm: Double { log(self) }
}

@Suite struct RuleTests {
  private func row(_ distributions: [Double]?...) -> FusionRow {
    FusionRow(outputs: distributions.map { $0.map { ModelOutput(probabilities: $0) } })
  }

  @Test func theMajorityOutvotesOneSureModel() {
    let answer = VoteRule<MajorityBallot>().combine(
      row([0.4, 0.35, 0.25], [0.5, 0.3, 0.2], [0, 1, 0]))
    #expect(answer.firstMaximum == 0)
    #expect(abs(answer[0] - 2.0 / 3) < 1e-3)
    #expect(abs(answer.reduce(0, +) - 1) < 1e-12)
  }

  @Test func theMeanDecidesBetweenEquallyManyVotes() {
    let answer = VoteRule<MajorityBallot>().combine(row([0.4, 0.35, 0.25], [0.1, 0.8, 0.1]))
    #expect(answer.firstMaximum == 1)
  }

  @Test func aSecondPlaceWithAllModelsWinsTheRankVote() {
    // Places: 0 is first, last, last; 1 is second, first, second; 2 is last, second, first.
    let answer = VoteRule<RankBallot>().combine(
      row([0.6, 0.3, 0.1], [0.1, 0.6, 0.3], [0.1, 0.4, 0.5]))
    expectEqual(answer, [2.0 / 9, 4.0 / 9, 3.0 / 9], within: 1e-4, "Borda")
    // Equal classes share their places.
    #expect(RankBallot.votes(of: ModelOutput(probabilities: [0.4, 0.4, 0.2])) == [1.5, 1.5, 0])
  }

  @Test func confidenceIsWhatItsNameSays() {
    #expect(MaximumProbability.confidence([0.7, 0.2, 0.1]) == 0.7)
    #expect(abs(Margin.confidence([0.2, 0.1, 0.7]) - 0.5) < 1e-12)
    #expect(abs(NegativeEntropy.confidence([0.25, 0.25, 0.25, 0.25])) < 1e-12)
    #expect(NegativeEntropy.confidence([0, 1, 0]) == 1)
  }

  @Test func aSureModelCountsMoreThanAnUnsureOne() {
    let outputs = row([0.34, 0.33, 0.33], [0.1, 0.8, 0.1])
    for answer in [
      ConfidenceRule<MaximumProbability>().combine(outputs),
      ConfidenceRule<NegativeEntropy>().combine(outputs), ConfidenceRule<Margin>().combine(outputs),
    ] {
      #expect(answer[1] > (0.33 + 0.8) / 2)
      #expect(abs(answer.reduce(0, +) - 1) < 1e-12)
    }
    // Nobody is sure: all count alike.
    expectEqual(
      ConfidenceRule<Margin>().combine(row([0.5, 0.5], [0.5, 0.5])), [0.5, 0.5], within: 1e-12,
      "uniform")
  }

  /// Dempster's rule by its definition, over all sets of classes as bits.
  private func dempster(_ first: [Double], _ second: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: first.count)
    for (a, x) in first.enumerated() {
      for (b, y) in second.enumerated() where a & b != 0 { product[a & b] += x * y }
    }
    return product.map { $0 / product.reduce(0, +) }
  }

  @Test func theClosedFormIsDempstersRuleOverAllSets() {
    let reliabilities = [0.8, 0.6, 0.95]
    let outputs = row([0.7, 0.2, 0.1], [0.1, 0.5, 0.4], [0.3, 0.3, 0.4])
    var mass = [0, 0, 0, 0, 0, 0, 0, 1.0]
    for (model, reliability) in reliabilities.enumerated() {
      for (index, value) in (outputs.outputs[model]?.probabilities ?? []).enumerated() {
        var support = [Double](repeating: 0, count: 8)
        support[1 << index] = reliability * value
        support[7] = 1 - reliability * value
        mass = dempster(mass, support)
      }
    }
    let expected = (0..<3).map { mass[1 << $0] + mass[7] / 3 }
    let rule = DempsterShaferRule(reliabilities: reliabilities)
    expectEqual(rule.combine(outputs), expected, within: 1e-12, "pignistic")
    // Who is absent, says nothing.
    expectEqual(
      rule.combine(row([0.7, 0.2, 0.1], nil, nil)),
      DempsterShaferRule(reliabilities: [0.8]).combine(row([0.7, 0.2, 0.1])), within: 1e-12,
      "absent")
  }
}
