import AttuneCore
import AttuneEvaluation
import Foundation
import Testing

@testable import AttuneFusion

@Suite struct MixtureWeightsTests {
  private func likelihoods(numRows: Int, numModels: Int, seed: Int) -> [Double] {
    var generator = SeededGenerator(seed)
    return (0..<numRows * numModels).map { _ in
      0.001 + 0.999 * generator.uniform()
    }
  }

  private func objective(_ likelihoods: [Double], _ weights: [Double]) -> Double {
    let numRows = likelihoods.count / weights.count
    var sum = 0.0
    for row in 0..<numRows {
      var mixture = 0.0
      for model in weights.indices {
        mixture += weights[model] * likelihoods[row * weights.count + model]
      }
      sum -= log(mixture)
    }
    return sum / Double(numRows)
  }

  @Test(arguments: 1...20)
  func aStepNeverLowersTheLikelihood(seed: Int) {
    let numModels = 2 + seed % 4
    let values = likelihoods(numRows: 40, numModels: numModels, seed: seed)
    let fit = MixtureWeights(likelihoods: values, numModels: numModels)
    for (before, after) in zip(fit.history, fit.history.dropFirst()) {
      #expect(after <= before + 1e-14)
    }
    #expect(abs(fit.weights.reduce(0, +) - 1) < 1e-12)
    #expect(fit.weights.allSatisfy { $0 >= 0 })
  }

  @Test(arguments: 1...5)
  func noOtherWeightsAreBetter(seed: Int) {
    let values = likelihoods(numRows: 60, numModels: 2, seed: seed)
    let fit = MixtureWeights(likelihoods: values, numModels: 2)
    for step in 0...200 {
      let weight = Double(step) / 200
      let other = objective(values, [weight, 1 - weight])
      #expect(fit.negativeLogLikelihood <= other + MixtureWeights.tolerance)
    }
  }

  @Test(arguments: 1...5)
  func aPenaltyHoldsWeightsNearWhatTheyAreToldAndTheyAreTheBestUnderIt(seed: Int) {
    let values = likelihoods(numRows: 60, numModels: 2, seed: seed)
    let center = [0.3, 0.7]
    let penalty = 0.2
    let fit = MixtureWeights(likelihoods: values, numModels: 2, center: center, penalty: penalty)
    for (before, after) in zip(fit.history, fit.history.dropFirst()) {
      #expect(after <= before + 1e-14)
    }
    for step in 1..<200 {
      let weight = Double(step) / 200
      let other = [weight, 1 - weight]
      let distance = zip(center, other).reduce(0) { $0 + $1.0 * log($1.0 / $1.1) }
      let value = objective(values, other) + penalty * distance
      #expect(fit.negativeLogLikelihood <= value + MixtureWeights.tolerance)
    }
    let free = MixtureWeights(likelihoods: values, numModels: 2).weights[0]
    #expect(abs(fit.weights[0] - 0.3) <= abs(free - 0.3))
    let held = MixtureWeights(likelihoods: values, numModels: 2, center: center, penalty: 1e6)
    #expect(abs(held.weights[0] - 0.3) < 1e-4)
  }

  private func weights(_ fusion: FittedFusion) throws -> [Double] {
    try #require(fusion.rule as? WeightedRule).weights
  }

  /// With likelihoods (a, b) in a share q of the rows and (b, a) in the rest, a > b, setting the
  /// derivative to zero gives w₁ = (q a − (1 − q) b) / (a − b).
  @Test func theWeightsAreThoseOfTheClosedForm() {
    let (a, b) = (0.8, 0.1)
    let values = (0..<100).flatMap { $0 < 60 ? [a, b] : [b, a] }
    let fit = MixtureWeights(likelihoods: values, numModels: 2)
    let expected = (0.6 * a - 0.4 * b) / (a - b)
    #expect(abs(fit.weights[0] - expected) < 1e-3)
  }

  @Test func equalModelsKeepEqualWeights() {
    let values = (0..<30).flatMap { _ in [0.3, 0.3, 0.3] }
    let fit = MixtureWeights(likelihoods: values, numModels: 3)
    #expect(fit.weights == [Double](repeating: 1.0 / 3.0, count: 3))
  }

  @Test func aModelThatIsAlwaysBetterTakesAllTheWeight() throws {
    let labels = Constructed.labels(30)
    let good = Constructed.table("good", labels: labels) { _, label in
      Constructed.sure(of: label, 0.9)
    }
    let poor = Constructed.table("poor", labels: labels) { _, label in
      Constructed.sure(of: (label + 1) % 3, 0.6)
    }
    let fusion = try LateFusion.weighted.fitted(on: [poor, good])
    #expect(try weights(fusion)[1] > 0.999)
    #expect(fusion.name == "fusion/weighted")
    let fused = try fusion.fuse([poor, good]).table
    #expect(try Evaluation(fused).scores.accuracy == 1)
  }

  @Test func modelsThatAreRightOnDifferentClassesShareTheWeightAndFuseToTheTruth() throws {
    let labels = Constructed.labels(60)
    // Each is sure where it is right and undecided elsewhere: what fusion is for.
    let first = Constructed.table("first", labels: labels) { _, label in
      label == 0 ? Constructed.sure(of: 0, 0.9) : [0.34, 0.33, 0.33]
    }
    let second = Constructed.table("second", labels: labels) { _, label in
      label == 0 ? [0.33, 0.34, 0.33] : Constructed.sure(of: label, 0.9)
    }
    let tables = [first, second]
    #expect(try Evaluation(first).scores.accuracy < 0.5)
    #expect(try Evaluation(second).scores.accuracy < 0.7)
    for strategy in [LateFusion.average, .weighted] {
      let fused = try strategy.fitted(on: tables).fuse(tables).table
      #expect(try Evaluation(fused).scores.accuracy == 1)
    }
    let weights = try weights(LateFusion.weighted.fitted(on: tables))
    #expect(weights[0] > 0.1 && weights[1] > weights[0])
  }

  @Test func aCertainMistakeOfAllModelsDoesNotStopTheFit() throws {
    let labels = Constructed.labels(9)
    let tables = ["a", "b"].map { name in
      Constructed.table(name, labels: labels) { index, label in
        index == 0 ? [0, 1, 0] : Constructed.sure(of: label, name == "a" ? 0.9 : 0.5)
      }
    }
    let weights = try weights(LateFusion.weighted.fitted(on: tables))
    #expect(weights.allSatisfy { $0.isFinite })
    #expect(weights[0] > 0.99)
  }

  @Test func onlyLabelledRowsOfAllModelsAreFitted() throws {
    let labels = Constructed.labels(12)
    var audio = Constructed.table("audio", labels: labels) { index, label in
      index < 3 ? nil : Constructed.sure(of: label)
    }
    audio.run = "runs/a"
    var video = Constructed.table("video", labels: labels) { _, label in
      Constructed.sure(of: label, 0.5)
    }
    video.rows[11].emotion = nil
    audio.rows[8].emotion = nil
    let fittedOn = try LateFusion.weighted.fitted(on: [audio, video]).fittedOn
    #expect(fittedOn?.numRows == 8)
    #expect(fittedOn?.numRowsLeftOut == 4)
    #expect(fittedOn?.split == .validation)
    #expect(fittedOn?.runs == ["runs/a"])
    #expect(abs((fittedOn?.modelNegativeLogLikelihoods[1] ?? 0) - log(2)) < 1e-9)
  }

  @Test func fittingOnTheTrainSplitIsRefused() throws {
    let tables = ["a", "b"].map { name in
      Constructed.table(name, labels: Constructed.labels(3), split: .train) { _, label in
        Constructed.sure(of: label)
      }
    }
    #expect(throws: FusionError.fitOnTrainSplit(model: "a")) {
      try LateFusion.weighted.fitted(on: tables)
    }
    // Nothing is fitted here, so nothing can be fitted wrongly.
    #expect(throws: Never.self) { try LateFusion.average.fitted(on: tables) }
  }

  @Test func withoutALabelThereIsNothingToFit() {
    let tables = ["a", "b"].map { name in
      var table = Constructed.table(name, labels: Constructed.labels(3)) { _, label in
        Constructed.sure(of: label)
      }
      for index in table.rows.indices { table.rows[index].emotion = nil }
      return table
    }
    #expect(throws: FusionError.nothingToFit(numRows: 3)) {
      try LateFusion.weighted.fitted(on: tables)
    }
  }

  @Test func theSameRowsGiveTheSameWeightsBitForBit() {
    let values = likelihoods(numRows: 200, numModels: 3, seed: 7)
    let first = MixtureWeights(likelihoods: values, numModels: 3)
    let second = MixtureWeights(likelihoods: values, numModels: 3)
    #expect(first.weights == second.weights)
  }
}
