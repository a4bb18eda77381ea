import AttuneModels
import Foundation
import Safetensors
import TorchNN

/// Keeps a run's newest state, the one before it, and its best weights on the disk.
///
/// A state is written beside the others, synchronised to the disk and only then given the name of
/// the newest one, whose file takes the name of the one before. So at every moment one of the two is
/// whole, whatever ends the process or fills the disk.
struct Checkpointer {
  let run: RunFolder
  let pipeline: PipelineConfiguration
  /// Optimizer steps between two states within an epoch; 0 for none but at its end.
  let everySteps: Int
  /// Whether this is the process that writes; the others only read.
  var isWriter = true

  /// The state before the newest one.
  var previous: URL { beside("previous.safetensors") }
  private var next: URL { beside("next.safetensors") }

  private func beside(_ name: String) -> URL {
    run.lastCheckpoint.deletingLastPathComponent().appendingPathComponent(name)
  }

  /// Whether a state is due after a step that does not end its epoch.
  func isDue(after step: Int) -> Bool { everySteps > 0 && step % everySteps == 0 }

  /// Writes everything that resuming needs.
  ///
  /// - Throws: ``TrainingError/notSaved(_:reason:checkpoint:)``; the states on the disk stay as they
  ///   are.
  func save(_ state: TrainingState) throws {
    guard isWriter else { return }
    do {
      try Checkpoint.write(state, to: next)
    } catch {
      throw notSaved(run.lastCheckpoint, error)
    }
    try rename(run.lastCheckpoint, to: previous)
    try rename(next, to: run.lastCheckpoint)
  }

  /// Writes the weights that scored best.
  ///
  /// - Throws: as ``save(_:)``.
  func saveBest(_ store: ParameterStore) throws {
    guard isWriter else { return }
    do {
      try store.write(
        to: run.bestCheckpoint,
        metadata: [PipelineFingerprint.key: try PipelineFingerprint.text(of: pipeline)])
    } catch {
      throw notSaved(run.bestCheckpoint, error)
    }
  }

  /// Opens the newest state that is whole.
  ///
  /// - Parameter tell: told in one line where a damaged state was passed over.
  /// - Returns: `nil` where no state was ever written.
  /// - Throws: ``TrainingError/checkpoint(_:reason:)`` where there are states and none is whole.
  func newest(_ tell: (String) throws -> Void) throws -> Checkpoint? {
    var damage: [(url: URL, reason: String)] = []
    for url in [run.lastCheckpoint, previous] where exists(url) {
      do {
        let checkpoint = try Checkpoint(contentsOf: url)
        if let first = damage.first {
          try tell(
            "\(first.reason); going on from \(url.lastPathComponent), after step "
              + "\(checkpoint.progress.step)")
        }
        return checkpoint
      } catch {
        damage.append((url, String(describing: error)))
      }
    }
    guard let first = damage.first else { return nil }
    throw TrainingError.checkpoint(
      first.url.path, reason: "\(first.reason); no older state is whole: train anew")
  }

  /// Checks that the best weights are there if a state says that there are some.
  ///
  /// - Throws: `SafetensorsError` for a damaged file, ``TrainingError`` where there is none.
  func requireBest(of progress: TrainingProgress?) throws {
    guard let best = progress?.best else { return }
    guard exists(run.bestCheckpoint) else {
      throw TrainingError.checkpoint(
        run.bestCheckpoint.path,
        reason: "is gone, but holds the best weights so far, of epoch \(best.epoch); put it back, "
          + "or train anew")
    }
    _ = try SafetensorsFile(contentsOf: run.bestCheckpoint)
  }

  /// Removes what interrupted writers left behind.
  func removeLeftovers() {
    guard isWriter else { return }
    let folder = run.lastCheckpoint.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names
    where name == next.lastPathComponent || (name.hasPrefix(".") && name.hasSuffix(".partial")) {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  /// Where the newest state lies, if there is one.
  var lastGoodState: String? {
    [run.lastCheckpoint, previous].first(where: exists)?.path
  }

  /// The error of a loss or gradient that is not a finite number.
  func notFinite(_ loss: Double, gradientNorm: Double? = nil, step: Int) -> TrainingError {
    .notFinite(step: step, loss: loss, gradientNorm: gradientNorm, checkpoint: lastGoodState)
  }

  private func notSaved(_ url: URL, _ error: any Error) -> TrainingError {
    let reason: String
    if let error = error as? SafetensorsError, case .unwritable(let words) = error.problem {
      reason = words
    } else {
      reason = String(describing: error)
    }
    return .notSaved(url.path, reason: reason, checkpoint: lastGoodState)
  }

  private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  private func rename(_ old: URL, to new: URL) throws {
    guard exists(old) else { return }
    guard Foundation.rename(old.path, new.path) == 0 else {
      throw TrainingError.notSaved(
        new.path, reason: String(cString: strerror(errno)), checkpoint: lastGoodState)
    }
  }
}
