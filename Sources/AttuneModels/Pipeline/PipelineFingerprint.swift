import Foundation

/// What a checkpoint remembers of the pipeline it was trained in.
///
/// Weights can fit a network that computes something else, so their names and shapes prove nothing.
/// The whole pipeline configuration is stored beside them and compared key by key.
public enum PipelineFingerprint {
  /// The metadata key of a checkpoint that holds it.
  public static let key = "pipeline"

  /// The pipeline as sorted JSON.
  public static func text(of pipeline: PipelineConfiguration) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(pipeline), as: UTF8.self)
  }

  /// The key paths in which a checkpoint's pipeline differs from another.
  ///
  /// - Returns: sorted key paths, empty for the same pipeline; `["pipeline"]` if the text is none.
  public static func differences(
    _ text: String?, from pipeline: PipelineConfiguration
  ) throws -> [String] {
    guard let text, let stored = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else {
      return [key]
    }
    let decoded = try? JSONDecoder().decode(PipelineConfiguration.self, from: Data(text.utf8))
    let complete = try decoded.map {
      try JSONSerialization.jsonObject(with: Data(try self.text(of: $0).utf8))
    }
    let own = try JSONSerialization.jsonObject(with: Data(try self.text(of: pipeline).utf8))
    // A checkpoint may be older than a key; what it then means is what decoding makes of it.
    let first = flattened(stored, at: "").merging(flattened(complete ?? stored, at: "")) {
      stored, _ in stored
    }
    let second = flattened(own, at: "")
    return Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }.sorted()
  }

  private static func flattened(_ value: Any, at path: String) -> [String: String] {
    guard let object = value as? [String: Any] else { return [path: String(describing: value)] }
    var result: [String: String] = [:]
    for (key, value) in object {
      result.merge(flattened(value, at: path.isEmpty ? key : "\(path).\(key)")) { first, _ in first
      }
    }
    return result
  }
}
