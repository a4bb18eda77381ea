import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

@Suite struct SeedComparisonTests {
  private let resampling = Resampling(numResamples: 300, seed: 7)

  private func seeds(_ model: String, _ accuracies: [Double], from seed: UInt64)
    -> [PredictionTable]
  {
    accuracies.enumerated().map { index, accuracy in
      MadeTables.table(model, accuracy: accuracy, seed: seed + UInt64(index), run: "\(index)")
    }
  }

  @Test func seedsThatAgreeShowADifference() throws {
    let comparison = try SeedComparison(
      seeds("worse", [0.6, 0.6, 0.6], from: 10), seeds("better", [0.75, 0.75], from: 20),
      resampling)
    #expect(comparison.firstSpread[0].values.count == 3)
    #expect(comparison.secondSpread[0].values.count == 2)
    #expect(comparison.differences[0].pValue < 0.02)
    #expect(comparison.differences[0].interval?.lower ?? 0 > 0)
    let means = (comparison.firstSpread[0].mean, comparison.secondSpread[0].mean)
    #expect(comparison.differences[0].difference == means.1 - means.0)
  }

  @Test func seedsThatDisagreeHideTheSameDifference() throws {
    let agreeing = try SeedComparison(
      seeds("a", [0.65, 0.65], from: 10), seeds("b", [0.72, 0.72], from: 20), resampling)
    let disagreeing = try SeedComparison(
      seeds("a", [0.5, 0.8], from: 10), seeds("b", [0.55, 0.89], from: 20), resampling)
    #expect(disagreeing.differences[0].pValue > 0.1)
    let widths = [agreeing, disagreeing].map { comparison in
      comparison.differences[0].interval.map { $0.upper - $0.lower } ?? 0
    }
    #expect(widths[1] > 2 * widths[0])
    #expect(disagreeing.firstSpread[0].standardDeviation ?? 0 > 0.15)
  }

  @Test func oneSeedIsNotEnough() {
    #expect(throws: EvaluationError.self) {
      try SeedComparison(seeds("a", [0.6], from: 1), seeds("b", [0.6, 0.6], from: 3), resampling)
    }
  }

  @Test func splitsThatScoreAlikeRaiseNoAlarm() throws {
    func table(_ accuracy: Double, _ split: Split, _ seed: UInt64) -> PredictionTable {
      MadeTables.table(
        "m", numRows: 800, accuracy: accuracy, labelSeed: seed, seed: seed + 1, split: split)
    }
    let validation = table(0.7, .validation, 5)
    let alike = try SplitDrift(validation: validation, test: table(0.7, .test, 8), resampling)
    #expect(!alike.isAlarming)
    let worse = try SplitDrift(validation: validation, test: table(0.55, .test, 8), resampling)
    #expect(worse.isAlarming)
    #expect(worse.differences[0].difference < 0)
    #expect(worse.text.hasPrefix("ALARM"))
  }
}
