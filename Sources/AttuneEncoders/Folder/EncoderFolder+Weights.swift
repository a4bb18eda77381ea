import Foundation
import Safetensors
import TorchCheckpoint
import TorchNN

extension EncoderFolder {
  /// The names that the weights of a folder may have, the preferred one first.
  ///
  /// Where a folder has several, they are the same numbers: the hub keeps older forms for older
  /// programs.
  public static let weightFiles = [
    "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin",
    "pytorch_model.bin.index.json",
  ]

  /// Opens the weights in whichever of ``weightFiles`` the folder has first.
  ///
  /// - Throws: ``EncoderFolderError`` if it has none of them; `SafetensorsError`,
  ///   `TorchCheckpointError` or `ShardIndexError` if what it has is damaged.
  public func weights() throws -> any TensorReading {
    for name in Self.weightFiles {
      let file = url.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      return try name.hasSuffix(".index.json")
        ? ShardedCheckpoint(index: file, opening: Self.open) : Self.open(file)
    }
    throw EncoderFolderError.missingWeights(folder: url, lookedFor: Self.weightFiles)
  }

  /// Opens the weights as a source of parameters.
  ///
  /// - Parameters:
  ///   - checkpoint: what of the file is renamed, and what of it is known to be unused.
  ///   - prefix: where the encoder stands in the model, as `text_encoder`.
  /// - Throws: As ``weights()``.
  public func source(_ checkpoint: EncoderCheckpoint, prefix: String) throws -> ParameterSource {
    ParameterSource(
      prefix: prefix, tensors: try weights(), keyMap: checkpoint.keyMap,
      leftOver: checkpoint.leftOver)
  }

  private static func open(_ file: URL) throws -> any TensorReading {
    file.pathExtension == "safetensors"
      ? try SafetensorsFile(contentsOf: file)
      : try TorchCheckpointFile(contentsOf: file).tensors
  }
}
