import AttuneModels
import Foundation
import Safetensors
import Torch
import TorchNN

/// The newest state of a run in one file: weights, optimizer, average of the weights, the pretrained
/// ones where they are mixed in, and progress.
struct Checkpoint {
  private static let modelPrefix = "model."
  private static let optimizerPrefix = "optimizer."
  private static let averagePrefix = "average."
  private static let pretrainedPrefix = "pretrained."
  private static let progressKey = "progress"

  private let file: SafetensorsFile
  /// How far the run had come.
  let progress: TrainingProgress

  /// Writes everything that resuming needs.
  static func write(_ state: TrainingState, to url: URL) throws {
    func named(_ prefix: String, _ tensors: [NamedTensor]) -> [NamedTensor] {
      tensors.map { NamedTensor(path: prefix + $0.path, tensor: $0.tensor) }
    }
    let tensors =
      named(modelPrefix, state.store.tensors)
      + named(optimizerPrefix, try state.optimizer.state())
      + named(averagePrefix, state.average?.weights.tensors ?? [])
      + named(pretrainedPrefix, state.pretrained?.tensors ?? [])
    var progress = state.progress
    progress.averageUpdates = state.average?.weights.updates ?? 0
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(progress), as: UTF8.self)
    try SafetensorsWriter.write(
      tensors.map { try SafetensorsEntry(name: $0.path, tensor: $0.tensor) },
      metadata: [progressKey: text], to: url)
  }

  /// Opens a state and checks that it is whole.
  ///
  /// - Throws: `SafetensorsError` for a file that is cut short or damaged, ``TrainingError`` for one
  ///   without progress.
  init(contentsOf url: URL) throws {
    file = try SafetensorsFile(contentsOf: url)
    guard let text = file.metadata[Self.progressKey],
      let progress = try? JSONDecoder().decode(TrainingProgress.self, from: Data(text.utf8))
    else {
      throw TrainingError.checkpoint(
        url.path, reason: "holds no training progress; it is no checkpoint to resume from")
    }
    self.progress = progress
  }

  /// Sets a state to this one.
  ///
  /// - Throws: `ParameterError` if anything is missing or does not fit.
  func restore(_ state: TrainingState) throws {
    try state.store.restore(from: TensorTable(file, selecting: Self.modelPrefix))
    try state.optimizer.restore(from: TensorTable(file, selecting: Self.optimizerPrefix))
    try state.average?.weights.restore(
      from: TensorTable(file, selecting: Self.averagePrefix), updates: progress.averageUpdates)
    try state.pretrained?.restore(from: TensorTable(file, selecting: Self.pretrainedPrefix))
    state.progress = progress
  }
}
