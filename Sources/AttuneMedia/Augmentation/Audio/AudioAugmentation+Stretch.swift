import AttuneCore

extension AudioAugmentation {
  /// Speaks faster or slower at the same pitch.
  ///
  /// Source: Verhelst and Roelands 1993 (WSOLA).
  public struct Stretch: Codable, Sendable, Equatable {
    /// How likely a waveform is changed, 0…1.
    public var probability = 0.0
    /// The new speed; above 1 is faster and shorter.
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
      try AugmentationError.requireProbability(probability, "audio.stretch.probability")
      try factor.within(0.5...2, "audio.stretch.factor")
    }

    func apply(
      to waveform: [Float], using generator: inout SeededGenerator, log: inout [String]
    ) -> [Float] {
      let factor = factor.draw(using: &generator)
      log.append("audio.stretch: \(factor.shown(digits: 3))×")
      return TimeStretch.apply(waveform, factor: factor)
    }
  }
}
