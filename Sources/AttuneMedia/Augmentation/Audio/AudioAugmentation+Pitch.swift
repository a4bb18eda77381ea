import AttuneCore

extension AudioAugmentation {
  /// Speaks higher or lower at the same length: a stretch, then the speed that undoes its length.
  ///
  /// Formants move with the pitch, as by a smaller or larger mouth.
  /// Source: Verhelst and Roelands 1993 (WSOLA); as `librosa.effects.pitch_shift` is put together.
  public struct Pitch: Codable, Sendable, Equatable {
    /// How likely a waveform is changed, 0…1.
    public var probability = 0.0
    /// How far; 12 is an octave up.
    public var semitones = AugmentationRange(-2, 2)

    enum CodingKeys: String, CodingKey {
      case probability, semitones
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      semitones = try values.value(.semitones, or: semitones)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "audio.pitch.probability")
      try semitones.within(-12...12, "audio.pitch.semitones")
    }

    func apply(
      to waveform: [Float], using generator: inout SeededGenerator, log: inout [String]
    ) throws -> [Float] {
      let semitones = semitones.draw(using: &generator)
      log.append("audio.pitch: \(semitones.shown(digits: 2)) semitones")
      return try PitchShift.apply(waveform, semitones: semitones)
    }
  }
}
