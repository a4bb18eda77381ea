import AttuneCore
import AttuneEncoders

/// How sound becomes a vector an utterance; the `audio:` part of model A's configuration.
public struct AudioConfiguration: Codable, Sendable, Equatable {
  /// Which of the encoder's layers are heard.
  public enum Layers: String, Choice, Sendable {
    /// The last one.
    case last
    /// A learned mixture of all, from what enters the first layer to the last (SUPERB,
    /// arXiv:2105.01051); its weights are trained also where the encoder is frozen.
    case weighted
  }

  /// Name or path of the folder that the weights come from; `nil` for fresh weights.
  public var pretrained: String?
  /// Whether the encoder keeps its weights; it then runs without dropout and without gradients.
  public var isFrozen: Bool
  /// Which of the encoder's layers are heard.
  public var layers: Layers
  /// Widths of the projector's layers.
  public var projectorSizes: [Int]
  /// Which encoder, and its sizes; those of the folder where ``pretrained`` names one.
  public var encoder: AudioEncoderConfiguration

  enum CodingKeys: String, CodingKey {
    case pretrained
    case isFrozen = "is_frozen"
    case layers
    case projectorSizes = "projector_sizes"
    case encoder
  }

  /// Creates a configuration.
  public init(
    pretrained: String?, isFrozen: Bool, layers: Layers = .last, projectorSizes: [Int],
    encoder: AudioEncoderConfiguration
  ) {
    self.pretrained = pretrained
    self.isFrozen = isFrozen
    self.layers = layers
    self.projectorSizes = projectorSizes
    self.encoder = encoder
  }

  /// Decodes a configuration; one without `layers` hears the last layer, as there was no choice
  /// when it was written.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    pretrained = try values.decodeIfPresent(String.self, forKey: .pretrained)
    isFrozen = try values.decode(Bool.self, forKey: .isFrozen)
    layers = try values.decodeIfPresent(Layers.self, forKey: .layers) ?? .last
    projectorSizes = try values.decode([Int].self, forKey: .projectorSizes)
    encoder = try values.decode(AudioEncoderConfiguration.self, forKey: .encoder)
  }

  func validate() throws {
    try encoder.validate()
    if case .logMel = encoder {
      guard pretrained == nil else {
        throw ModelConfigurationError(
          key: "audio.pretrained", reason: "names a folder, but none holds a log_mel encoder")
      }
      guard layers == .last else {
        throw ModelConfigurationError(
          key: "audio.layers", reason: "is 'weighted', but a log_mel encoder has no layers to mix")
      }
    }
    try ModelConfigurationError.requireSizes("audio.projector_sizes", projectorSizes)
  }
}
