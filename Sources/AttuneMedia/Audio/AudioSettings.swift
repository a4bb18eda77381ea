/// What a decoded sound should be like; 16 kHz mono is given.
///
/// In a configuration: `normalization`, `maximum_seconds`. Keys left out have their defaults, an
/// unknown key is an error.
public struct AudioSettings: Hashable, Sendable {
  /// How the level is set.
  public var normalization: AudioNormalization

  /// The longest waveform in seconds, counted from the start; `nil` keeps the whole utterance.
  public var maximumSeconds: Double?

  /// Settings with every default visible.
  public init(normalization: AudioNormalization = .none, maximumSeconds: Double? = nil) {
    self.normalization = normalization
    self.maximumSeconds = maximumSeconds
  }

  /// Fails where ``maximumSeconds`` is not a length.
  ///
  /// - Throws: ``MediaError/invalidSettings(_:)``.
  public func validate() throws(MediaError) {
    if let maximumSeconds, !(maximumSeconds > 0 && maximumSeconds <= 1e6) {
      throw .invalidSettings(
        "maximum_seconds is \(maximumSeconds); give seconds above 0, or leave it out")
    }
  }

  /// The most samples a waveform may have, `nil` for no limit.
  var maximumSamples: Int? {
    maximumSeconds.map { max(1, Int(($0 * Double(AudioClip.sampleRate)).rounded())) }
  }
}

extension AudioSettings: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case normalization
    case maximumSeconds = "maximum_seconds"
  }

  /// Reads settings, with defaults for keys left out.
  public init(from decoder: any Decoder) throws {
    try SettingsKeys.rejectUnknown(in: decoder, known: CodingKeys.allCases)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    normalization =
      try container.decodeIfPresent(AudioNormalization.self, forKey: .normalization)
      ?? normalization
    maximumSeconds = try container.decodeIfPresent(Double.self, forKey: .maximumSeconds)
  }

  /// Writes every key that has a value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(normalization, forKey: .normalization)
    try container.encodeIfPresent(maximumSeconds, forKey: .maximumSeconds)
  }
}
