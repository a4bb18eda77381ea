import AttuneModels
import Foundation
import Safetensors
import TorchNN

/// The newest state of a run: weights, optimizer and progress in one file, written atomically.
enum Checkpoint {
  private static let modelPrefix = "model."
  private static let optimizerPrefix = "optimizer."
  private static let progressKey = "progress"

  /// Writes everything that resuming needs.
  static func write(
    store: ParameterStore, optimizer: AdamW, progress: TrainingProgress, to url: URL
  ) throws {
    let named =
      store.tensors.map { NamedTensor(path: modelPrefix + $0.path, tensor: $0.tensor) }
      + (try optimizer.state()).map {
        NamedTensor(path: optimizerPrefix + $0.path, tensor: $0.tensor)
      }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let metadata = [progressKey: String(decoding: try encoder.encode(progress), as: UTF8.self)]
    try SafetensorsWriter.write(
      named.map { try SafetensorsEntry(name: $0.path, tensor: $0.tensor) }, metadata: metadata,
      to: url)
  }

  /// Sets weights and optimizer to a checkpoint's state and returns how far it had come.
  ///
  /// - Throws: ``TrainingError`` or an error of the file if anything is missing or does not fit.
  static func restore(
    store: ParameterStore, optimizer: AdamW, from url: URL
  ) throws -> TrainingProgress {
    let file = try SafetensorsFile(contentsOf: url)
    guard let text = file.metadata[progressKey],
      let progress = try? JSONDecoder().decode(TrainingProgress.self, from: Data(text.utf8))
    else {
      throw TrainingError.checkpoint(
        url.path, reason: "holds no training progress; it is no checkpoint to resume from")
    }
    try store.restore(from: TensorTable(file, selecting: modelPrefix))
    try optimizer.restore(from: TensorTable(file, selecting: optimizerPrefix))
    return progress
  }
}
