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

    /// A count; the bounds are such that no product of two of them and a corpus overflows.
    func within(_ range: ClosedRange<Int>, _ value: Int?, _ key: CodingKeys) throws {
      guard let value else { return }
      try require(
        range.contains(value), key,
        "is \(value), but must be in \(range.lowerBound)...\(range.upperBound)")
    }

    func share(_ value: Double?, _ key: CodingKeys, below: Bool = false) throws {
      guard let value else { return }
      let isValid = below ? (0..<1).contains(value) : (0...1).contains(value)
      try require(isValid, key, "is \(value), but must be in \(below ? "0..<1" : "0...1")")
    }
  }

  private func validateNumbers(_ rules: Rules) throws {
    for (value, key) in [
      (epochs, CodingKeys.epochs), (batchSize, .batchSize),
      (gradientAccumulationSteps, .gradientAccumulationSteps), (swaEpochs, .swaEpochs),
      (patience, .patience),
    ] {
      try rules.within(1...1_000_000, value, key)
    }
    try rules.within(0...1_000_000_000, warmupSteps, .warmupSteps)
    try rules.within(0...1_000_000_000, checkpointEverySteps, .checkpointEverySteps)
    try rules.within(1...100_000, processes, .processes)
    try rules.within(1...256, dataWorkers, .dataWorkers)
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
    try rules.share(emaDecay, .emaDecay, below: true)
    try rules.share(pretrainedShare, .pretrainedShare, below: true)
    try rules.share(labelSmoothing, .labelSmoothing, below: true)
    try rules.share(effectiveNumberBeta, .effectiveNumberBeta, below: true)
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
