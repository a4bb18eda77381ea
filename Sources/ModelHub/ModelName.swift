/// A model's name on the hub: `bert-base-uncased`, `facebook/wav2vec2-base`.
public struct ModelName: Hashable, Sendable, CustomStringConvertible {
  /// The name as the hub has it, with its publisher where it has one.
  public let repository: String

  /// Reads a name.
  ///
  /// The short names of the presets stand for what their publishers call them.
  ///
  /// - Throws: ``HubError/invalidName(_:)`` for what the hub would never name a model.
  public init(_ text: String) throws(HubError) {
    let name = Self.publishers[text].map { "\($0)/\(text)" } ?? text
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), name.utf8.count <= 96,
      parts.allSatisfy(Self.isPart)
    else { throw .invalidName(text) }
    repository = name
  }

  /// Who publishes the models that presets and documentation name without a publisher.
  static let publishers = [
    "wav2vec2-base": "facebook",
    "timesformer-base-finetuned-k400": "facebook",
    "all-MiniLM-L6-v2": "sentence-transformers",
  ]

  /// The name without its publisher.
  public var lastPart: String { String(repository.drop { $0 != "/" }.dropFirst()).or(repository) }

  /// The name of the model's folder in a cache.
  var cacheFolderName: String {
    "models--" + repository.split(separator: "/").joined(separator: "--")
  }

  /// The name.
  public var description: String { repository }

  private static func isPart(_ part: Substring) -> Bool {
    // `--` separates publisher and name in a cache, so the hub bars it from both.
    guard let first = part.utf8.first, let last = part.utf8.last, !part.contains("--"),
      !part.contains("..")
    else { return false }
    let marks = Set("-.".utf8)
    return !marks.contains(first) && !marks.contains(last)
      && part.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x5F || marks.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

extension String {
  /// This text, or another where it is empty.
  fileprivate func or(_ other: String) -> String { isEmpty ? other : self }
}
