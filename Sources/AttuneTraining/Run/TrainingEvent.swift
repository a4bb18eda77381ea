/// What a recipe tells while it works, for a progress bar or a log.
public enum TrainingEvent: Sendable {
  /// A sentence worth a line.
  case note(String)
  /// The model is built and training begins.
  case ready(TrainingSummary)
  /// An optimizer step; `completed` of `total` turns of this epoch are done.
  case step(StepMetrics, completed: Int, total: Int, epochs: Int, running: RunningFigures)
  /// The end of an epoch.
  case epoch(EpochMetrics, of: Int)
}
