import AttuneCore
import Foundation

/// Impulse responses of rooms, and what a waveform becomes in one.
enum RoomResponse {
  /// An artificial room: the direct sound, then normal noise that decays exponentially.
  ///
  /// Sample 0 is 1; sample `t` of the tail is `g · w(t) · 10^(−3 t ÷ (T60 · 16000))`, as long as it
  /// takes to fall by 60 dB, `g` so that the direct sound has the given level over the whole tail.
  /// Source: Moorer 1979, "About this reverberation business".
  ///
  /// - Parameters:
  ///   - seconds: the reverberation time T60.
  ///   - directToReverberant: in dB.
  static func artificial(
    seconds: Double, directToReverberant: Double, using generator: inout SeededGenerator
  ) -> [Float] {
    let numSamples = seconds * Double(AudioClip.sampleRate)
    var tail = Noise.white(max(1, Int(numSamples.rounded())), using: &generator)
    let decay = pow(10, -3 / numSamples)
    var level = 1.0
    var energy = 0.0
    for index in tail.indices {
      level *= decay
      tail[index] *= Float(level)
      energy += Double(tail[index]) * Double(tail[index])
    }
    let scale = Float((pow(10, -directToReverberant / 10) / max(energy, 1e-30)).squareRoot())
    return [1] + tail.map { $0 * scale }
  }

  /// A measured response without the way to the microphone: from its largest magnitude on.
  static func measured(_ response: [Float]) -> [Float] {
    guard let start = response.indices.max(by: { abs(response[$0]) < abs(response[$1]) }) else {
      return response
    }
    return Array(response[start...])
  }

  /// The waveform in the room: convolved with the response, which is scaled to unit energy.
  ///
  /// - Returns: as many samples as the waveform has; what sounds on after its end is cut off. A
  ///   silent response leaves the waveform as it is.
  static func apply(_ response: [Float], to waveform: [Float]) throws(MediaError) -> [Float] {
    let energy = response.reduce(0.0) { $0 + Double($1) * Double($1) }
    guard energy > 0, !waveform.isEmpty else { return waveform }
    let scale = Float(1 / energy.squareRoot())
    return try Convolution.convolve(
      waveform, response.map { $0 * scale }, count: waveform.count)
  }
}
