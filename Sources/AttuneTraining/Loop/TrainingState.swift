import TorchNN

/// All that changes while a run is trained, and that resuming brings back.
final class TrainingState {
  /// The weights.
  let store: ParameterStore
  /// What the optimizer remembers of them.
  let optimizer: AdamW
  /// How far the run has come.
  var progress: TrainingProgress

  init(store: ParameterStore, optimizer: AdamW, numClasses: Int) {
    self.store = store
    self.optimizer = optimizer
    progress = TrainingProgress(numClasses: numClasses)
  }
}
