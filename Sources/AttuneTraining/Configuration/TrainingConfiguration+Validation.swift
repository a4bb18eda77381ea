import Torch

extension TrainingConfiguration {
  /// Throws ``ConfigurationError`` for a value that no run can have.
  func validate(source: String) throws {
    let rules = Rules(source: source)
    try validateNumbers(rules)
    try validateCombinations(rules)
  }

  private struct Rules {
    let source: String

    func require(_ isValid: Bool, _ key: CodingKeys, _ reason: String) throws {
      guard !isValid else { return }
      throw ConfigurationError.invalidValue(
        source: source, path: "training.\(key.rawValue)", reason: reason)
    }

    /// A finite number of at least 0; infinity and NaN would only show in the losses.
    func notNegative(_ value: Double?, _ key: CodingKeys) throws {
      guard let value else { return }
      try require(value >= 0 && value.isFinite, key, "is \(value), but must be 0 or more")
    }

    func atLeast(_ minimum: Int, _ value: Int, _ key: CodingKeys) throws {
      try require(value >= minimum, key, "is \(value), but must be at least \(minimum)")
    }

    func share(_ value: Double?, _ key: CodingKeys, below: Bool = false) throws {
      guard let value else { return }
      let isValid = below ? (0..<1).contains(value) : (0...1).contains(value)
      try require(isValid, key, "is \(value), but must be in \(below ? "0..<1" : "0...1")")
    }
  }

  private func validateNumbers(_ rules: Rules) throws {
    try rules.atLeast(1, epochs, .epochs)
    try rules.atLeast(1, batchSize, .batchSize)
    try rules.atLeast(1, gradientAccumulationSteps, .gradientAccumulationSteps)
    try rules.require(gradientClip > 0, .gradientClip, "must be above 0")
    for (value, key) in [
      (learningRate, CodingKeys.learningRate), (textLearningRate, .textLearningRate),
      (audioLearningRate, .audioLearningRate), (videoLearningRate, .videoLearningRate),
      (layerLearningRate, .layerLearningRate), (weightDecay, .weightDecay),
      (focalGamma, .focalGamma), (logitAdjustment, .logitAdjustment), (rDrop, .rDrop),
      (mixup, .mixup),
    ] as [(Double?, CodingKeys)] {
      try rules.notNegative(value, key)
    }
    for (value, key) in [
      (textLayerDecay, CodingKeys.textLayerDecay), (audioLayerDecay, .audioLayerDecay),
      (videoLayerDecay, .videoLayerDecay), (warmupRatio, .warmupRatio),
      (swaLearningRateFactor, .swaLearningRateFactor), (wordLoss, .wordLoss),
    ] as [(Double?, CodingKeys)] {
      try rules.share(value, key)
    }
    try rules.atLeast(0, warmupSteps, .warmupSteps)
    try rules.share(emaDecay, .emaDecay, below: true)
    try rules.share(labelSmoothing, .labelSmoothing, below: true)
    try rules.share(effectiveNumberBeta, .effectiveNumberBeta, below: true)
    try rules.atLeast(1, swaEpochs, .swaEpochs)
    try rules.atLeast(1, patience, .patience)
    try rules.atLeast(0, checkpointEverySteps, .checkpointEverySteps)
    try rules.require(
      (1...100_000).contains(processes ?? 1), .processes, "must be in 1...100000")
    try rules.require((1...256).contains(dataWorkers), .dataWorkers, "must be in 1...256")
    if let maximumMinutes {
      try rules.require(maximumMinutes > 0, .maximumMinutes, "must be above 0")
    }
  }

  private func validateCombinations(_ rules: Rules) throws {
    try rules.require(
      Set(weightDecayExclusions).count == weightDecayExclusions.count, .weightDecayExclusions,
      "names something twice")
    try rules.require(
      averaging != .swa || swaEpochs <= epochs, .swaEpochs,
      "is \(swaEpochs), but the run has only \(epochs) epochs")
    guard let device = Device(device) else { return }
    try rules.require(
      precision != .float16 || device != .cpu, .precision,
      "float16 needs device: cuda; on the CPU bfloat16 is the short type")
  }
}
