import AttuneCore

extension AudioAugmentation {
  /// Cuts off the loudest samples, as a recording that was too loud.
  ///
  /// Source: Liu et al. 2021, arXiv:2109.13731, where clipping is one of speech's distortions.
  public struct Clipping: Codable, Sendable, Equatable {
    /// How likely a waveform is changed, 0…1.
    public var probability = 0.0
    /// The share of the samples that is cut to the magnitude of the next louder one below.
    public var share = AugmentationRange(0.001, 0.05)

    enum CodingKeys: String, CodingKey {
      case probability, share
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      share = try values.value(.share, or: share)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "audio.clipping.probability")
      try share.within(0...0.5, "audio.clipping.share")
    }

    func apply(
      to waveform: [Float], using generator: inout SeededGenerator, log: inout [String]
    ) -> [Float] {
      let share = share.draw(using: &generator)
      log.append("audio.clipping: \((100 * share).shown(digits: 2)) %")
      return WaveformLevel.clip(waveform, share: share)
    }
  }
}
