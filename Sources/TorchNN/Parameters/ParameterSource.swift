/// A checkpoint from which a part of a model's parameters is read.
public struct ParameterSource {
  /// The path of the part, `text_encoder` for example; empty for the whole model.
  public let prefix: String
  /// The checkpoint.
  public let tensors: any TensorReading
  /// How paths, counted from `prefix`, are spelled in the checkpoint.
  public let keyMap: CheckpointKeyMap
  /// Paths under `prefix`, counted from the root, that are initialised although the checkpoint may
  /// have them: a new classification head for example.
  public let excluding: [String]
  /// Patterns of keys that the checkpoint is known to have and the model not to need.
  public let leftOver: [String]

  /// Describes a source.
  ///
  /// - Parameters:
  ///   - prefix: The path of the part of the model that the checkpoint must cover completely.
  ///   - tensors: The checkpoint.
  ///   - keyMap: How paths, counted from `prefix`, are spelled in the checkpoint.
  ///   - excluding: Paths of parts, counted from the root, that shall not be read from it.
  ///   - leftOver: Patterns of keys that may stay unused, as `cls.**`; see ``CheckpointKeyMap``.
  public init(
    prefix: String = "", tensors: any TensorReading, keyMap: CheckpointKeyMap = .identity,
    excluding: [String] = [], leftOver: [String] = []
  ) {
    self.prefix = prefix
    self.tensors = tensors
    self.keyMap = keyMap
    self.excluding = excluding
    self.leftOver = leftOver
  }

  /// Whether the checkpoint has a parameter, by its path counted from ``prefix``.
  public func holds(_ path: String) -> Bool {
    keyMap.keys(for: path).contains { tensors.shape(of: $0) != nil }
  }
}

extension String {
  /// Whether this dot-separated path is `prefix` or lies below it.
  package func isPath(under prefix: String) -> Bool {
    prefix.isEmpty || self == prefix || hasPrefix(prefix + ".")
  }
}
