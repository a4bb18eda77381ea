import AttuneCore
import Foundation

/// Changes sounds as an ``AudioAugmentation`` says; safe to share between threads.
public struct AudioAugmenter: Sendable {
  /// The settings.
  public let settings: AudioAugmentation
  private let noises: SoundLibrary?
  private let rooms: SoundLibrary?

  /// Checks the settings and lists their folders, those of operations that are on.
  ///
  /// - Parameter cache: keeps decoded noise and impulse responses on disk.
  /// - Throws: `AugmentationError`, or ``MediaError`` for a folder that is missing or has no sound.
  public init(_ settings: AudioAugmentation, cache: MediaCache? = nil) throws {
    try settings.validate()
    self.settings = settings
    func library(_ path: String?, _ probability: Double, _ seconds: Double) throws -> SoundLibrary?
    {
      guard let path, probability > 0 else { return nil }
      return try SoundLibrary(
        folder: URL(fileURLWithPath: path), maximumSeconds: seconds, cache: cache)
    }
    noises = try library(
      settings.noise.folder, settings.noise.probability, AudioAugmentation.Noise.maximumSeconds)
    rooms = try library(
      settings.reverberation.folder, settings.reverberation.probability,
      AudioAugmentation.Reverberation.maximumSeconds)
  }

  /// Draws operations and applies them.
  ///
  /// - Parameters:
  ///   - clip: as ``AudioDecoder`` or ``MediaCache`` gave it.
  ///   - decoded: the settings it was decoded with: its level is set anew, and what a slower speed
  ///     adds over the longest length is cut off.
  /// - Throws: ``MediaError`` for a noise or impulse response that cannot be decoded.
  public func callAsFunction(
    _ clip: AudioClip, decoded: AudioSettings, stream: AugmentationStream
  ) throws -> Augmented<AudioClip> {
    var result = Augmented(clip)
    guard settings.isOn, !clip.waveform.isEmpty else { return result }
    var waveform = clip.waveform
    var log: [String] = []
    func run(
      _ name: String, _ probability: Double,
      _ body: ([Float], inout SeededGenerator, inout [String]) throws -> [Float]
    ) rethrows {
      guard probability > 0 else { return }
      var generator = stream.generator("audio.\(name)")
      guard generator.happens(probability) else { return }
      waveform = try body(waveform, &generator, &log)
    }
    let (speed, stretch, pitch) = (settings.speed, settings.stretch, settings.pitch)
    let (room, noise, filter) = (settings.reverberation, settings.noise, settings.filter)
    try run("speed", speed.probability) { try speed.apply(to: $0, using: &$1, log: &$2) }
    run("stretch", stretch.probability) { stretch.apply(to: $0, using: &$1, log: &$2) }
    try run("pitch", pitch.probability) { try pitch.apply(to: $0, using: &$1, log: &$2) }
    try run("reverberation", room.probability) {
      try room.apply(to: $0, files: rooms, using: &$1, log: &$2)
    }
    try run("noise", noise.probability) {
      try noise.apply(to: $0, files: noises, using: &$1, log: &$2)
    }
    run("filter", filter.probability) { filter.apply(to: $0, using: &$1, log: &$2) }
    run("clipping", settings.clipping.probability) {
      settings.clipping.apply(to: $0, using: &$1, log: &$2)
    }
    if !log.isEmpty {
      if let limit = decoded.maximumSamples, waveform.count > limit {
        waveform.removeLast(waveform.count - limit)
      }
      waveform = decoded.normalization(waveform)
    }
    run("gain", settings.gain.probability) { settings.gain.apply(to: $0, using: &$1, log: &$2) }
    guard !log.isEmpty else { return result }
    result.value.waveform = waveform
    result.operations = log
    return result
  }
}
