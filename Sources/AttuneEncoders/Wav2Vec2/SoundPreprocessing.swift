/// What an audio encoder expects of a waveform, decoded from the `preprocessor_config.json` of its folder.
///
/// Keys left out, and a folder without the file, mean what upstream's `Wav2Vec2FeatureExtractor`
/// takes them to mean: waveforms are normalised, 16,000 Hz, no mask.
public struct SoundPreprocessing: Decodable, Sendable, Equatable {
  /// The rate that every waveform is decoded at, Hz.
  public static let sampleRate = 16_000

  /// Whether each waveform is brought to zero mean and unit variance (`do_normalize`).
  public var normalizes: Bool
  /// Whether the encoder was trained with a mask over padding (`return_attention_mask`).
  ///
  /// It changes no number here: padding never takes part in what a waveform gets, so each gets
  /// what it would get alone, where both kinds of encoders agree.
  public var returnsAttentionMask: Bool

  private enum CodingKeys: String, CodingKey {
    case type = "feature_extractor_type"
    case normalizes = "do_normalize"
    case returnsAttentionMask = "return_attention_mask"
    case sampleRate = "sampling_rate"
    case featureSize = "feature_size"
  }

  /// Creates the settings; the defaults are upstream's.
  public init(normalizes: Bool = true, returnsAttentionMask: Bool = false) {
    self.normalizes = normalizes
    self.returnsAttentionMask = returnsAttentionMask
  }

  /// Decodes the settings.
  ///
  /// - Throws: `DecodingError`, also for what is no waveform of 16,000 Hz.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func require<T: Decodable & Equatable>(_ key: CodingKeys, _ needed: T) throws {
      guard let value = try values.decodeIfPresent(T.self, forKey: key), value != needed else {
        return
      }
      throw DecodingError.dataCorruptedError(
        forKey: key, in: values, debugDescription: "is \(value), but only \(needed) is supported")
    }
    try require(.type, "Wav2Vec2FeatureExtractor")
    try require(.sampleRate, Self.sampleRate)
    try require(.featureSize, 1)
    normalizes = try values.decodeIfPresent(Bool.self, forKey: .normalizes) ?? true
    returnsAttentionMask =
      try values.decodeIfPresent(Bool.self, forKey: .returnsAttentionMask) ?? false
  }
}

extension EncoderFolder {
  /// Reads what the folder's audio encoder expects of a waveform; upstream's defaults where the
  /// folder does not say.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file and the key.
  public func soundPreprocessing() throws -> SoundPreprocessing {
    try decode(SoundPreprocessing.self, of: "preprocessor_config.json") ?? SoundPreprocessing()
  }
}
