import AttuneMedia

/// What is told of a sound beside what a model hears in it.
public struct SoundFacts: Sendable, Equatable {
  /// Length of the whole sound in the file.
  public let seconds: Double
  /// Whether the end was cut off.
  public let isTruncated: Bool
  /// In dB, see `AudioClip.signalToNoise`; `nil` where it cannot be estimated.
  public let signalToNoise: Double?

  /// Takes the facts of a decoded sound.
  public init(_ clip: AudioClip) {
    seconds = clip.durationSeconds
    isTruncated = clip.isTruncated
    signalToNoise = clip.signalToNoise
  }
}
