import AttuneEvaluation

extension EpochMetrics {
  /// Sums up an epoch whose turns are all done.
  init(
    _ progress: TrainingProgress, running: RunningFigures, validation: Scoring.Score, isBest: Bool,
    weights: Weights, seconds: Double
  ) {
    self.init(
      epoch: progress.epoch + 1, step: progress.step, trainLoss: running.loss,
      trainAccuracy: running.accuracy, trainMacroF1: running.macroF1,
      validationLoss: validation.loss, validationAccuracy: validation.scores.accuracy,
      validationMacroF1: validation.scores.macroF1,
      validationUnweightedAverageRecall: validation.scores.unweightedAverageRecall, isBest: isBest,
      weights: weights, seconds: seconds)
  }
}
