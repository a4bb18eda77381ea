import AttuneCore
import AttuneModels
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneTraining

@Suite struct LossChoiceTests {
  private func configuration(
    _ change: (inout TrainingConfiguration) -> Void
  ) throws -> TrainingConfiguration {
    var configuration = try RunConfiguration.preset(.small, kind: .audio).training
    configuration.labelSmoothing = 0
    change(&configuration)
    return configuration
  }

  private func weights(
    _ weighting: TrainingConfiguration.ClassWeighting, counts: [Int], beta: Double = 0.9
  ) throws -> [Float] {
    let configuration = try configuration {
      $0.classWeights = weighting
      $0.effectiveNumberBeta = beta
    }
    return LossChoice.weights(configuration, counts: counts) ?? []
  }

  private func expectEqual(_ actual: [Float], _ expected: [Double]) {
    #expect(actual.count == expected.count)
    for (actual, expected) in zip(actual, expected) {
      #expect(abs(Double(actual) - expected) < 1e-6)
    }
  }

  @Test func `Balanced weights are N / (K · n)`() throws {
    // The last class has no turn in training, but validation may ask for it.
    let counts = LossChoice.counts([0, 0, 0, 1], numClasses: 3)
    #expect(counts == [3, 1, 1])
    expectEqual(try weights(.balanced, counts: counts), [5.0 / 9, 5.0 / 3, 5.0 / 3])
    expectEqual(
      try weights(.squareRoot, counts: counts),
      [5.0 / 9, 5.0 / 3, 5.0 / 3].map { $0.squareRoot() })
  }

  // (1 − β) / (1 − βⁿ) with β = 0.9: n = 1 gives 1, n = 2 gives 1 / 1.9, n = 100 nearly 0.1.
  @Test func `Weights of the effective number of samples lie between even and balanced`() throws {
    let raw = [1, 1 / 1.9, 0.1 / (1 - pow(0.9, 100))]
    let mean = raw.reduce(0, +) / 3
    expectEqual(try weights(.effectiveNumber, counts: [1, 2, 100]), raw.map { $0 / mean })
    expectEqual(try weights(.effectiveNumber, counts: [1, 2, 100], beta: 0), [1, 1, 1])
    #expect(try weights(.none, counts: [1, 2]).isEmpty)
  }

  @Test func `The adjusted loss shifts logits by the training shares, and only if asked`() throws {
    let labels = [0, 0, 0, 1]
    let adjusted = try LossChoice.loss(
      configuration { $0.logitAdjustment = 2 }, labels: labels, numClasses: 2)
    let shifts = try #require(adjusted as? LogitAdjustedLoss).shifts
    expectEqual(shifts, [2 * log(0.75), 2 * log(0.25)])
    #expect(
      try LossChoice.loss(configuration { _ in }, labels: labels, numClasses: 2)
        is CrossEntropyLoss)
    let focal = try LossChoice.loss(
      configuration {
        $0.loss = .focal
        $0.labelSmoothing = 0.1
      }, labels: labels, numClasses: 2)
    #expect(try #require(focal as? FocalLoss).labelSmoothing == 0.1)
  }

  // Shifting all words of a class shifts the class, whose logit is the log of their sum.
  @Test func `A word has the weight and the share of its class`() throws {
    var run = try RunConfiguration.preset(.small, kind: .text)
    run.training.labelSmoothing = 0
    #expect(try LossChoice.wordLoss(run, labels: [0]) == nil)
    run.model.words = LabelMap.avamerg.name
    run.training.logitAdjustment = 1
    run.training.classWeights = .balanced
    let labels = [Int](repeating: 0, count: 30) + [1, 2, 3, 4, 5, 5, 6]
    let loss = try #require(try LossChoice.wordLoss(run, labels: labels) as? LogitAdjustedLoss)
    let classLoss = try #require(
      LossChoice.loss(run.training, labels: labels, numClasses: 7) as? LogitAdjustedLoss)
    let words = LabelMap.avamerg.words
    #expect(loss.shifts.count == words.count)
    for (index, word) in words.enumerated() {
      let label = try #require(
        run.model.classes.firstIndex { $0 == LabelMap.avamerg.emotion(of: word)?.rawValue })
      #expect(loss.shifts[index] == classLoss.shifts[label])
      #expect(loss.weight(of: index) == classLoss.weight(of: label))
    }
  }
}
