import AttuneModels
import Foundation
import TorchNN

/// Keeps a run's newest state and its best weights on the disk.
struct Checkpointer {
  let run: RunFolder
  let pipeline: PipelineConfiguration
  /// Optimizer steps between two states within an epoch; 0 for none but at its end.
  let everySteps: Int

  /// Whether a state is due after a step that does not end its epoch.
  func isDue(after step: Int) -> Bool { everySteps > 0 && step % everySteps == 0 }

  /// Writes everything that resuming needs.
  func save(_ state: TrainingState) throws {
    try Checkpoint.write(
      store: state.store, optimizer: state.optimizer, progress: state.progress,
      to: run.lastCheckpoint)
  }

  /// Takes up the newest state; the run begins anew where there is none yet.
  func restore(_ state: TrainingState) throws {
    guard lastGoodState != nil else { return }
    state.progress = try Checkpoint.restore(
      store: state.store, optimizer: state.optimizer, from: run.lastCheckpoint)
  }

  /// Writes the weights that scored best.
  func saveBest(_ store: ParameterStore) throws {
    try store.write(
      to: run.bestCheckpoint,
      metadata: [PipelineFingerprint.key: try PipelineFingerprint.text(of: pipeline)])
  }

  /// Where the newest state lies, if there is one.
  var lastGoodState: String? {
    let path = run.lastCheckpoint.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// The error of a loss that is not a finite number.
  func notFinite(_ loss: Double, step: Int) -> TrainingError {
    .notFinite(step: step, loss: loss, checkpoint: lastGoodState)
  }
}
