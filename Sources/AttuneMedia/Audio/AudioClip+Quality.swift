import Foundation

extension AudioClip {
  /// How far speech stands out of the noise behind it, in dB, −20…60; `nil` for a sound shorter than
  /// 0.2 s or without any.
  ///
  /// A blind estimate, in the manner of NIST's `stnr`: of the powers of frames of 20 ms the tenth
  /// percentile stands for the noise, and what the ninetieth has beyond it for the speech. Sounds
  /// without pauses read too low.
  public var signalToNoise: Double? {
    let length = Self.sampleRate / 50
    let count = waveform.count / length
    guard count >= 10 else { return nil }
    var powers = waveform.withUnsafeBufferPointer { samples in
      (0..<count).map { frame in
        var sum: Float = 0
        for index in frame * length..<(frame + 1) * length {
          sum += samples[index] * samples[index]
        }
        return Double(sum) / Double(length)
      }
    }
    powers.sort()
    let (noise, loud) = (powers[count / 10], powers[count * 9 / 10])
    guard loud > 0 else { return nil }
    guard noise > 0, loud > noise else { return noise > 0 ? -20 : 60 }
    return min(60, max(-20, 10 * log10((loud - noise) / noise)))
  }
}
