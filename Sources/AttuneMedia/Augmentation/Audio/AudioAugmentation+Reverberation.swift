import AttuneCore
import Foundation

extension AudioAugmentation {
  /// Puts the voice into a room: convolution with the room's impulse response.
  ///
  /// A measured response starts at its largest magnitude, so that the voice stays where it is in
  /// time; every response is scaled to unit energy; the waveform keeps its length.
  /// Source: Ko et al. 2017, "A study on data augmentation of reverberant speech for robust speech
  /// recognition"; the artificial rooms are those of Moorer 1979.
  public struct Reverberation: Codable, Sendable, Equatable {
    /// How likely a waveform is changed, 0…1.
    public var probability = 0.0
    /// Folder of measured impulse responses, of each the first ten seconds; `nil` for artificial
    /// rooms.
    public var folder: String?
    /// Seconds in which an artificial room falls silent by 60 dB.
    public var decaySeconds = AugmentationRange(0.2, 0.8)
    /// Direct over reverberant sound in dB in an artificial room.
    public var directToReverberant = AugmentationRange(0, 12)

    static let maximumSeconds = 10.0

    enum CodingKeys: String, CodingKey {
      case probability, folder
      case decaySeconds = "rt60_seconds"
      case directToReverberant = "direct_to_reverberant_db"
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      folder = try values.decodeIfPresent(String.self, forKey: .folder)
      decaySeconds = try values.value(.decaySeconds, or: decaySeconds)
      directToReverberant = try values.value(.directToReverberant, or: directToReverberant)
    }

    func validate() throws(AugmentationError) {
      let key = "audio.reverberation"
      try AugmentationError.requireProbability(probability, "\(key).probability")
      try decaySeconds.within(0.01...Self.maximumSeconds, "\(key).rt60_seconds")
      try directToReverberant.within(-60...60, "\(key).direct_to_reverberant_db")
    }

    func apply(
      to waveform: [Float], files: SoundLibrary?, using generator: inout SeededGenerator,
      log: inout [String]
    ) throws -> [Float] {
      if let files {
        let number = generator.index(below: files.files.count)
        log.append("audio.reverberation: \(files.files[number].lastPathComponent)")
        return try RoomResponse.apply(
          RoomResponse.measured(files.waveform(number)), to: waveform)
      }
      let seconds = decaySeconds.draw(using: &generator)
      let ratio = directToReverberant.draw(using: &generator)
      log.append(
        "audio.reverberation: \(seconds.shown(digits: 3)) s, \(ratio.shown(digits: 2)) dB")
      return try RoomResponse.apply(
        RoomResponse.artificial(
          seconds: seconds, directToReverberant: ratio, using: &generator),
        to: waveform)
    }
  }
}
