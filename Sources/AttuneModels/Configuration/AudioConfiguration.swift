import AttuneEncoders

/// How sound becomes a vector an utterance; the `audio:` part of model A's configuration.
public struct AudioConfiguration: Codable, Sendable, Equatable {
  /// Name or path of the folder that the weights come from; `nil` for fresh weights.
  public var pretrained: String?
  /// Whether the encoder keeps its weights; it then runs without dropout and without gradients.
  public var isFrozen: Bool
  /// Widths of the projector's layers.
  public var projectorSizes: [Int]
  /// The encoder's sizes; those of the folder where ``pretrained`` names one.
  public var encoder: Wav2Vec2Configuration

  enum CodingKeys: String, CodingKey {
    case pretrained
    case isFrozen = "is_frozen"
    case projectorSizes = "projector_sizes"
    case encoder
  }

  /// Creates a configuration.
  public init(
    pretrained: String?, isFrozen: Bool, projectorSizes: [Int], encoder: Wav2Vec2Configuration
  ) {
    self.pretrained = pretrained
    self.isFrozen = isFrozen
    self.projectorSizes = projectorSizes
    self.encoder = encoder
  }

  func validate() throws {
    try encoder.validate()
    try ModelConfigurationError.requireSizes("audio.projector_sizes", projectorSizes)
  }
}
