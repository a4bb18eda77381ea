/// A sound, decoded.
public struct AudioClip: Equatable, Sendable {
  /// The rate of every waveform in Hz.
  public static let sampleRate = 16_000

  /// `[S]`, mono at ``sampleRate``, nominally −1…1 where the settings do not normalise otherwise.
  ///
  /// A file of 16-bit samples at 16 kHz gives exactly sample ÷ 32768. The overshoot of a lossy
  /// codec or of the resampler is kept, so a loud peak may pass 1 by a little.
  public var waveform: [Float]

  /// The length in seconds of the whole sound in the file, also of one that was truncated.
  public var durationSeconds: Double

  /// Whether the sound was longer than ``AudioSettings/maximumSeconds``.
  public var isTruncated: Bool

  /// The rate of the file in Hz.
  public var sourceSampleRate: Int

  /// How many packets could not be decoded; their sound is missing from the waveform.
  public var numDecodingErrors: Int

  /// What is missing where the file ends before its header says, otherwise `nil`.
  public var cutShort: String?

  /// Makes a clip from its parts; for sound that does not come from a file.
  public init(
    waveform: [Float], durationSeconds: Double, isTruncated: Bool = false,
    sourceSampleRate: Int = AudioClip.sampleRate, numDecodingErrors: Int = 0,
    cutShort: String? = nil
  ) {
    self.waveform = waveform
    self.durationSeconds = durationSeconds
    self.isTruncated = isTruncated
    self.sourceSampleRate = sourceSampleRate
    self.numDecodingErrors = numDecodingErrors
    self.cutShort = cutShort
  }

  /// The largest magnitude in the waveform, 0 for an empty one.
  public var peak: Float {
    waveform.withUnsafeBufferPointer { samples in
      var peak: Float = 0
      for sample in samples { peak = max(peak, abs(sample)) }
      return peak
    }
  }
}
