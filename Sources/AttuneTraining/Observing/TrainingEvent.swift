import AttuneEvaluation

/// What a recipe tells while it works, for a progress bar, a log or a dashboard.
public enum TrainingEvent: Sendable {
  /// A sentence worth a line.
  case note(String)
  /// The model is built and training begins, or goes on after `resumedStep`.
  case ready(TrainingSummary)
  /// An optimizer step; `completed` of `total` turns of this epoch are done.
  case step(StepMetrics, completed: Int, total: Int, epochs: Int, running: RunningFigures)
  /// The validation split was predicted at the end of an epoch, counted from 1; told before `epoch`.
  case validated(ConfusionMatrix, epoch: Int, step: Int)
  /// The end of an epoch.
  case epoch(EpochMetrics, of: Int)
  /// Everything that resuming needs is on the disk.
  case saved(step: Int)
  /// All splits are predicted with the best weights; nothing follows.
  case finished(TrainingOutcome.Finished)
}
