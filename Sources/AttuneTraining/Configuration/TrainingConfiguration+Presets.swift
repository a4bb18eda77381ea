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
      epochs: isAudio ? 8 : 13, batchSize: 6, gradientAccumulationSteps: 2, gradientClip: 1,
      learningRate: isAudio ? 1e-5 : 2e-5, textLearningRate: isAudio ? 1e-5 : 2e-6,
      schedule: .linear, warmupSteps: 500, weightDecay: 0.01,
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
}
