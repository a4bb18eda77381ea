import AttuneEncoders
import AttuneMedia
import AttuneModels

extension RunConfiguration {
  /// Sets the level of waveforms as a pretrained audio encoder was trained to hear them.
  ///
  /// The presets' level gives way to the folder's; another one was asked for, and would make the
  /// encoder compute what it never learned.
  ///
  /// - Throws: ``ConfigurationError`` for such a level.
  mutating func prepareWaveforms(as preprocessing: SoundPreprocessing?) throws {
    guard let preprocessing else { return }
    let asked = media.audio.normalization
    let needed: AudioNormalization = preprocessing.normalizes ? .standard : .none
    guard asked == needed || asked == .standard else {
      throw ConfigurationError.invalidValue(
        source: "configuration", path: "media.audio.normalization",
        reason: "is '\(asked.rawValue)', but the audio encoder's folder asks for "
          + "'\(needed.rawValue)'; leave the key out")
    }
    media.audio.normalization = needed
  }
}
