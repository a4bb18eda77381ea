import TorchNN

/// The loss that a configuration asks for.
enum LossChoice {
  /// Builds the loss; balanced weights are N / (K · n_c) over the training turns.
  static func loss(
    _ configuration: TrainingConfiguration, labels: [Int], numClasses: Int
  ) throws -> any ClassificationLoss {
    let weights: [Float]? =
      configuration.classWeights == .balanced
      ? balancedWeights(labels, numClasses: numClasses) : nil
    switch configuration.loss {
    case .crossEntropy:
      return CrossEntropyLoss(classWeights: weights, labelSmoothing: configuration.labelSmoothing)
    case .focal:
      return FocalLoss(gamma: configuration.focalGamma, alpha: weights)
    }
  }

  /// N / (K · n_c); a class that training lacks counts as one turn, since validation may have it.
  static func balancedWeights(_ labels: [Int], numClasses: Int) -> [Float] {
    var counts = [Int](repeating: 0, count: numClasses)
    for label in labels { counts[label] += 1 }
    return counts.map { Float(labels.count) / Float(numClasses * max($0, 1)) }
  }
}
