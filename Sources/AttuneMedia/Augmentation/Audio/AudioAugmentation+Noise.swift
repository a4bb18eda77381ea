import AttuneCore
import Foundation

extension AudioAugmentation {
  /// Adds noise at a ratio of signal to noise.
  ///
  /// The ratio is that of the mean powers over the whole waveform: 10 · log10(Σx² ÷ Σn²).
  /// Source: Snyder et al. 2015, arXiv:1510.08484 (MUSAN), for recorded noise.
  public struct Noise: Codable, Sendable, Equatable {
    /// What is added.
    public enum Kind: String, Choice, Sendable {
      /// Normal numbers, independent of each other.
      case white
      /// Power falling by 3 dB an octave.
      case pink
      /// A stretch of a file in ``Noise/folder``, from a drawn place on, repeated where it is short.
      case files
    }

    /// How likely a waveform is changed, 0…1.
    public var probability = 0.0
    /// Signal over noise in dB.
    public var ratio = AugmentationRange(5, 20)
    /// What is added, all kinds equally likely.
    public var kinds: [Kind] = [.white, .pink]
    /// Folder of recorded noise, for ``Kind/files``; of each file the first minute.
    public var folder: String?

    static let maximumSeconds = 60.0

    enum CodingKeys: String, CodingKey {
      case probability
      case ratio = "snr_db"
      case kinds, folder
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      ratio = try values.value(.ratio, or: ratio)
      kinds = try values.value(.kinds, or: kinds)
      folder = try values.decodeIfPresent(String.self, forKey: .folder)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "audio.noise.probability")
      try ratio.within(-60...100, "audio.noise.snr_db")
      let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      guard !kinds.isEmpty else {
        throw AugmentationError(
          key: "audio.noise.kinds", reason: "is empty; name at least one of \(known)")
      }
      guard kinds.contains(.files) == (folder != nil) else {
        throw AugmentationError(
          key: "audio.noise.folder",
          reason: folder == nil
            ? "is left out, but 'kinds' has files; name a folder of sounds"
            : "is set, but 'kinds' lacks files; add it, or leave the folder out")
      }
    }

    func apply(
      to waveform: [Float], files: SoundLibrary?, using generator: inout SeededGenerator,
      log: inout [String]
    ) throws -> [Float] {
      let kind = kinds[generator.index(below: kinds.count)]
      let decibels = ratio.draw(using: &generator)
      let noise: [Float]
      var name = kind.rawValue
      switch kind {
      case .white:
        noise = AttuneMedia.Noise.white(waveform.count, using: &generator)
      case .pink:
        noise = try AttuneMedia.Noise.pink(waveform.count, using: &generator)
      case .files:
        guard let files else { return waveform }
        let number = generator.index(below: files.files.count)
        let recorded = try files.waveform(number)
        let start = generator.index(below: recorded.count)
        noise = waveform.indices.map { recorded[(start + $0) % recorded.count] }
        name = files.files[number].lastPathComponent
      }
      log.append("audio.noise: \(name), \(decibels.shown(digits: 2)) dB")
      return WaveformLevel.add(noise, to: waveform, decibels: decibels)
    }
  }
}
