/// What an audio encoder expects of a waveform, decoded from its `preprocessor_config.json`.
public struct SoundPreprocessing: Decodable, Sendable, Equatable {
  /// The rate that every waveform is decoded at, Hz.
  public static let sampleRate = 16_000

  /// Whether a waveform gets zero mean and unit variance.
  public var normalizes: Bool

  enum CodingKeys: String, CodingKey {
    case normalizes = "do_normalize"
    case sampleRate = "sampling_rate"
  }

  /// Creates the settings; the default is the one that transformers has.
  public init(normalizes: Bool = true) { self.normalizes = normalizes }

  /// Decodes the settings; a rate other than 16,000 Hz is an error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    normalizes = try values.decodeIfPresent(Bool.self, forKey: .normalizes) ?? true
    let rate = try values.decodeIfPresent(Int.self, forKey: .sampleRate) ?? Self.sampleRate
    guard rate == Self.sampleRate else {
      throw DecodingError.dataCorruptedError(
        forKey: .sampleRate, in: values,
        debugDescription: "is \(rate), but sound is decoded at \(Self.sampleRate) Hz only")
    }
  }
}

extension EncoderFolder {
  /// Reads what the folder's audio encoder expects of a waveform; transformers' defaults where the
  /// folder does not say.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file and the key.
  public func soundPreprocessing() throws -> SoundPreprocessing {
    try decode(SoundPreprocessing.self, of: "preprocessor_config.json") ?? SoundPreprocessing()
  }
}
