import AttuneModels

/// What one process does in one optimizer step.
struct StepWork {
  /// This process's batches of labelled examples.
  var batches: [[Example]]
  /// Place of the first of them among the batches of all processes.
  var firstBatch: Int
  /// Turns of the step over all processes.
  var turns: Int
  /// What those turns count in the mean of the loss.
  var weight: Double
}
