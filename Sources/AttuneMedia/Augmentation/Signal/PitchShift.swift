import Foundation

/// Changes the pitch of a waveform and keeps its length.
enum PitchShift {
  /// The waveform with every frequency multiplied by 2^(semitones ÷ 12).
  ///
  /// - Returns: as many samples.
  static func apply(_ waveform: [Float], semitones: Double) throws(MediaError) -> [Float] {
    guard semitones != 0 else { return waveform }
    let ratio = pow(2, semitones / 12)
    let stretched = TimeStretch.apply(waveform, factor: 1 / ratio)
    var shifted = try SpeedChange.apply(stretched, factor: ratio)
    // Both lengths were rounded.
    if shifted.count > waveform.count { shifted.removeLast(shifted.count - waveform.count) }
    return shifted + [Float](repeating: 0, count: waveform.count - shifted.count)
  }
}
