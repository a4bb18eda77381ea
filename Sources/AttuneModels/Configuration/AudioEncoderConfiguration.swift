import AttuneEncoders

/// Which audio encoder hears, with its sizes; the `audio.encoder:` part of model A's configuration.
///
/// `model_type` says which one it is.
public enum AudioEncoderConfiguration: Sendable, Equatable {
  /// A wav2vec2 or HuBERT encoder (`wav2vec2`, the default, or `hubert`).
  case wav2vec2(Wav2Vec2Configuration)
  /// Convolutions over log-mel energies, pooled to statistics (`log_mel`).
  case logMel(LogMelConfiguration)

  /// Width of the vector that an utterance gets.
  public var hiddenSize: Int {
    switch self {
    case .wav2vec2(let configuration): configuration.hiddenSize
    case .logMel(let configuration): configuration.hiddenSize
    }
  }

  /// Number of layers, as far as learning rates tell them apart.
  public var numHiddenLayers: Int {
    switch self {
    case .wav2vec2(let configuration): configuration.numHiddenLayers
    case .logMel(let configuration): configuration.channels.count
    }
  }

  /// What training hides.
  public var masking: Wav2Vec2Masking {
    get {
      switch self {
      case .wav2vec2(let configuration): configuration.masking
      case .logMel(let configuration): configuration.masking
      }
    }
    set {
      switch self {
      case .wav2vec2(var configuration):
        configuration.masking = newValue
        self = .wav2vec2(configuration)
      case .logMel(var configuration):
        configuration.masking = newValue
        self = .logMel(configuration)
      }
    }
  }

  /// Throws `EncoderConfigurationError` if no network can be built from these sizes.
  public func validate() throws {
    switch self {
    case .wav2vec2(let configuration): try configuration.validate()
    case .logMel(let configuration): try configuration.validate()
    }
  }
}

extension AudioEncoderConfiguration: Codable {
  private enum CodingKeys: String, CodingKey {
    case modelType = "model_type"
  }

  /// Decodes the encoder that `model_type` names; without the key it is a wav2vec2, as there was no
  /// choice when such a configuration was written.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let type = try values.decodeIfPresent(String.self, forKey: .modelType)
    if type == LogMelConfiguration.modelType {
      self = .logMel(try LogMelConfiguration(from: decoder))
    } else {
      self = .wav2vec2(try Wav2Vec2Configuration(from: decoder))
    }
  }

  /// Encodes the keys of the encoder that it is.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .wav2vec2(let configuration): try configuration.encode(to: encoder)
    case .logMel(let configuration): try configuration.encode(to: encoder)
    }
  }
}
