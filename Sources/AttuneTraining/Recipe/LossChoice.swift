import AttuneCore
import AttuneModels
import Foundation
import TorchNN

/// The loss that a configuration asks for.
enum LossChoice {
  /// Builds the loss; class weights and shares come from the training turns.
  static func loss(
    _ configuration: TrainingConfiguration, labels: [Int], numClasses: Int
  ) -> any ClassificationLoss {
    let counts = counts(labels, numClasses: numClasses)
    return loss(
      configuration, weights: weights(configuration, counts: counts),
      shares: shares(counts))
  }

  /// The loss of a label map's words, or `nil` where the model answers classes alone.
  ///
  /// A word has the weight and the share of its class: what is added to all words of a class is added
  /// to the class, whose probability is theirs together.
  static func wordLoss(
    _ configuration: RunConfiguration, labels: [Int]
  ) throws -> (any ClassificationLoss)? {
    let classes = configuration.model.classes
    guard let map = try configuration.model.labelMap() else { return nil }
    let classOfWord = map.words.map { word in
      classes.firstIndex { $0 == map.emotion(of: word)?.rawValue } ?? 0
    }
    let counts = counts(labels, numClasses: classes.count)
    let weights = weights(configuration.training, counts: counts)
    let shares = shares(counts)
    return loss(
      configuration.training, weights: weights.map { weights in classOfWord.map { weights[$0] } },
      shares: classOfWord.map { shares[$0] })
  }

  private static func loss(
    _ configuration: TrainingConfiguration, weights: [Float]?, shares: [Double]
  ) -> any ClassificationLoss {
    let smoothing = configuration.labelSmoothing
    let loss: any ClassificationLoss =
      switch configuration.loss {
      case .crossEntropy: CrossEntropyLoss(classWeights: weights, labelSmoothing: smoothing)
      case .focal:
        FocalLoss(gamma: configuration.focalGamma, alpha: weights, labelSmoothing: smoothing)
      }
    guard configuration.logitAdjustment > 0 else { return loss }
    return LogitAdjustedLoss(loss, priors: shares, tau: configuration.logitAdjustment)
  }

  private static func shares(_ counts: [Int]) -> [Double] {
    let total = Double(counts.reduce(0, +))
    return counts.map { Double($0) / total }
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
