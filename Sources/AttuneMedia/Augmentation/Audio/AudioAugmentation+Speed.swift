import AttuneCore

extension AudioAugmentation {
  /// Plays faster or slower: pitch and length change together, as of a tape.
  ///
  /// Source: Ko et al. 2015, "Audio augmentation for speech recognition" (speeds 0.9, 1 and 1.1).
  public struct Speed: Codable, Sendable, Equatable {
    /// How likely a waveform is changed, 0…1.
    public var probability = 0.0
    /// The new speed; above 1 is faster, shorter and higher.
    public var factor = AugmentationRange(0.9, 1.1)

    enum CodingKeys: String, CodingKey {
      case probability, factor
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      factor = try values.value(.factor, or: factor)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "audio.speed.probability")
      try factor.within(0.5...2, "audio.speed.factor")
    }

    func apply(
      to waveform: [Float], using generator: inout SeededGenerator, log: inout [String]
    ) throws -> [Float] {
      let factor = factor.draw(using: &generator)
      log.append("audio.speed: \(factor.shown(digits: 3))×")
      return try SpeedChange.apply(waveform, factor: factor)
    }
  }
}
