/// The sizes of a wav2vec2 or HuBERT encoder with a CTC head, decoded from one `config.json`.
public struct CTCConfiguration: Decodable, Sendable, Equatable {
  /// The encoder.
  public var encoder: Wav2Vec2Configuration
  /// Number of tokens that the head tells apart.
  public var vocabularySize: Int
  /// Dropout before the head.
  public var finalDropout: Double

  private enum CodingKeys: String, CodingKey {
    case vocabularySize = "vocab_size"
    case finalDropout = "final_dropout"
  }

  /// Decodes a configuration; `final_dropout`, which only training reads, may be left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    encoder = try Wav2Vec2Configuration(from: decoder)
    vocabularySize = try values.decode(Int.self, forKey: .vocabularySize)
    finalDropout = try values.decodeIfPresent(Double.self, forKey: .finalDropout) ?? 0.1
  }

  /// Creates a configuration.
  public init(encoder: Wav2Vec2Configuration, vocabularySize: Int, finalDropout: Double = 0.1) {
    self.encoder = encoder
    self.vocabularySize = vocabularySize
    self.finalDropout = finalDropout
  }

  /// Throws ``EncoderConfigurationError`` if no network can be built from these sizes.
  public func validate() throws {
    try encoder.validate()
    let name = encoder.family.rawValue
    try EncoderConfigurationError.requirePositive(name, [("vocab_size", vocabularySize)])
    try EncoderConfigurationError.requireProbability(name, [("final_dropout", finalDropout)])
  }
}
