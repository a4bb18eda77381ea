import AttuneCore

extension AudioAugmentation {
  /// Makes the waveform louder or quieter.
  ///
  /// It comes after the clip's normalisation, which would else undo it: the model hears it.
  public struct Gain: Codable, Sendable, Equatable {
    /// How likely a waveform is changed, 0…1.
    public var probability = 0.0
    /// How much louder; samples are multiplied by 10^(dB ÷ 20).
    public var decibels = AugmentationRange(-6, 6)

    enum CodingKeys: String, CodingKey {
      case probability
      case decibels = "db"
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      decibels = try values.value(.decibels, or: decibels)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "audio.gain.probability")
      try decibels.within(-60...60, "audio.gain.db")
    }

    func apply(
      to waveform: [Float], using generator: inout SeededGenerator, log: inout [String]
    ) -> [Float] {
      let decibels = decibels.draw(using: &generator)
      log.append("audio.gain: \(decibels.shown(digits: 2)) dB")
      return WaveformLevel.gain(waveform, decibels: decibels)
    }
  }
}
