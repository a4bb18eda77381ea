import Foundation
import TorchNN

/// The loss that a configuration asks for.
enum LossChoice {
  /// Builds the loss; class weights and shares come from the training turns.
  static func loss(
    _ configuration: TrainingConfiguration, labels: [Int], numClasses: Int
  ) throws -> any ClassificationLoss {
    let counts = counts(labels, numClasses: numClasses)
    let weights = weights(configuration, counts: counts)
    let smoothing = configuration.labelSmoothing
    let loss: any ClassificationLoss =
      switch configuration.loss {
      case .crossEntropy: CrossEntropyLoss(classWeights: weights, labelSmoothing: smoothing)
      case .focal:
        FocalLoss(gamma: configuration.focalGamma, alpha: weights, labelSmoothing: smoothing)
      }
    guard configuration.logitAdjustment > 0 else { return loss }
    let total = Double(counts.reduce(0, +))
    return LogitAdjustedLoss(
      loss, priors: counts.map { Double($0) / total }, tau: configuration.logitAdjustment)
  }

  /// Turns of each class; one that training lacks counts as one turn, since validation may have it.
  static func counts(_ labels: [Int], numClasses: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: numClasses)
    for label in labels { counts[label] += 1 }
    return counts.map { max($0, 1) }
  }

  /// One weight a class, or `nil` where all count the same.
  static func weights(_ configuration: TrainingConfiguration, counts: [Int]) -> [Float]? {
    let total = Double(counts.reduce(0, +))
    let balanced = counts.map { total / (Double(counts.count) * Double($0)) }
    switch configuration.classWeights {
    case .none: return nil
    case .balanced: return balanced.map(Float.init)
    case .squareRoot: return balanced.map { Float($0.squareRoot()) }
    case .effectiveNumber:
      // Cui et al. 2019, arXiv:1901.05555, scaled so that the weights sum to the number of classes.
      let beta = configuration.effectiveNumberBeta
      let raw = counts.map { (1 - beta) / (1 - pow(beta, Double($0))) }
      let mean = raw.reduce(0, +) / Double(raw.count)
      return raw.map { Float($0 / mean) }
    }
  }
}
