import AttuneModels
import TorchNN

extension TrainingConfiguration {
  /// The recipe of a preset.
  ///
  /// `reference` and `baseline` follow the reference system: AdamW with decay 0.01, batches of 6,
  /// two of them a step, a linear schedule with 500 warm-up steps and gradients clipped at 1; focal
  /// loss for model A, class-weighted cross-entropy with smoothing 0.1 for model B. `small` is for
  /// models that learn most of their weights from scratch.
  static func preset(
    _ preset: ModelConfiguration.Preset, kind: ModelConfiguration.Kind
  ) -> TrainingConfiguration {
    let isAudio = kind == .audio
    var recipe = TrainingConfiguration(
      epochs: isAudio ? 8 : 13, batchSize: 6, gradientAccumulationSteps: 2,
      learningRate: isAudio ? 1e-5 : 2e-5, textLearningRate: isAudio ? 1e-5 : 2e-6,
      weightDecay: 0.01, schedule: .linear, warmupSteps: 500, gradientClip: 1,
      loss: isAudio ? .focal : .crossEntropy, focalGamma: 2, labelSmoothing: isAudio ? 0 : 0.1,
      classWeights: isAudio ? .none : .balanced, sampling: .shuffled, metric: .macroF1,
      patience: 5, checkpointEverySteps: 500, device: "cpu")
    guard preset == .small else { return recipe }
    recipe.epochs = isAudio ? 10 : 16
    recipe.batchSize = 4
    recipe.gradientAccumulationSteps = 1
    recipe.learningRate = 1e-3
    recipe.textLearningRate = 1e-4
    recipe.warmupSteps = 20
    recipe.patience = 8
    recipe.loss = .crossEntropy
    recipe.labelSmoothing = 0.05
    recipe.classWeights = .none
    return recipe
  }

  /// Throws ``ConfigurationError`` for a value that no run can have.
  func validate(source: String) throws {
    func require(_ isValid: Bool, _ key: String, _ reason: String) throws {
      guard !isValid else { return }
      throw ConfigurationError.invalidValue(
        source: source, path: "training.\(key)", reason: reason)
    }
    try require(epochs >= 1, "epochs", "must be at least 1")
    try require(batchSize >= 1, "batch_size", "must be at least 1")
    try require(
      gradientAccumulationSteps >= 1, "gradient_accumulation_steps", "must be at least 1")
    try require(learningRate >= 0, "learning_rate", "must not be negative")
    try require(textLearningRate >= 0, "text_learning_rate", "must not be negative")
    try require(layerLearningRate ?? 0 >= 0, "layer_learning_rate", "must not be negative")
    try require(weightDecay >= 0, "weight_decay", "must not be negative")
    try require(warmupSteps >= 0, "warmup_steps", "must not be negative")
    try require(gradientClip > 0, "gradient_clip", "must be above 0")
    try require(focalGamma >= 0, "focal_gamma", "must not be negative")
    try require((0..<1).contains(labelSmoothing), "label_smoothing", "must be in 0..<1")
    try require(
      loss == .crossEntropy || labelSmoothing == 0, "label_smoothing",
      "works with loss: cross_entropy only")
    try require(patience >= 1, "patience", "must be at least 1")
    try require(checkpointEverySteps >= 0, "checkpoint_every_steps", "must not be negative")
    try require((1...256).contains(dataWorkers), "data_workers", "must be in 1...256")
  }
}
