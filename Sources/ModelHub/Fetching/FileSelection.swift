import Foundation

/// Which of a model's files an encoder needs.
enum FileSelection {
  /// What is taken along where it is there.
  static let companions = [
    "config.json", "preprocessor_config.json", "tokenizer_config.json", "tokenizer.json",
    "vocab.txt", "vocab.json", "merges.txt", "special_tokens_map.json", "added_tokens.json",
  ]

  /// The weights in the order in which they are preferred.
  enum Weights: Equatable {
    /// All in one file.
    case whole(String)
    /// In several files, which an index lists.
    case sharded(index: String)
  }

  private static let formats: [Weights] = [
    .whole("model.safetensors"), .sharded(index: "model.safetensors.index.json"),
    .whole("pytorch_model.bin"), .sharded(index: "pytorch_model.bin.index.json"),
  ]

  /// Chooses the weights among the files of a model.
  ///
  /// - Throws: ``HubError/noWeights(_:formats:)``, ``HubError/missingFile(_:file:)`` for a model
  ///   without configuration.
  static func weights(of model: ModelName, files: [String]) throws(HubError) -> Weights {
    guard files.contains("config.json") else {
      throw .missingFile(model.repository, file: "config.json")
    }
    let present = Set(files)
    let weights = formats.first { format in
      switch format {
      case .whole(let name), .sharded(let name): present.contains(name)
      }
    }
    guard let weights else {
      let foreign = [".h5", ".msgpack", ".onnx", ".ot", ".gguf", ".ckpt", ".tflite"]
      let formats = foreign.filter { ending in files.contains { $0.hasSuffix(ending) } }
      throw .noWeights(model.repository, formats: formats)
    }
    return weights
  }

  /// The shards that an index lists, sorted.
  ///
  /// - Parameter url: of the index, for the error.
  /// - Throws: ``HubError/unexpectedAnswer(url:reason:)`` for an index that is none, or that names
  ///   what the model does not hold.
  static func shards(
    index: Data, of model: ModelName, files: [String], url: String
  ) throws(HubError) -> [String] {
    struct Index: Decodable {
      let weight_map: [String: String]
    }
    guard let table = try? JSONDecoder().decode(Index.self, from: index).weight_map,
      !table.isEmpty
    else {
      throw .unexpectedAnswer(url: url, reason: "its weight_map lists no shards")
    }
    let shards = Set(table.values).sorted()
    let present = Set(files)
    for shard in shards where !present.contains(shard) || !isPlain(shard) {
      throw .missingFile(model.repository, file: shard)
    }
    return shards
  }

  /// Whether a name from the hub is safe as that of a file in a folder.
  private static func isPlain(_ name: String) -> Bool {
    !name.hasPrefix(".") && name.utf8.count <= 200
      && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x2F && $0 != 0x5C }
  }
}
