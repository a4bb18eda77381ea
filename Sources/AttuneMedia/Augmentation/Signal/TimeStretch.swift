import Foundation

/// Changes the length of a waveform and keeps its pitch: WSOLA.
///
/// Windows of 32 ms are taken from the waveform at the new speed, each from the place within 10 ms
/// that continues the one before best, and added half over each other. Voices keep their pulses,
/// and with them their quality, which a phase vocoder smears.
/// Source: Verhelst and Roelands 1993, "An overlap-add technique based on waveform similarity".
enum TimeStretch {
  private static let window = 512
  private static let hop = 256
  private static let tolerance = 160

  /// The waveform at another speed.
  ///
  /// - Parameter factor: above 1 is faster; 1 gives the waveform itself, but for rounding.
  /// - Returns: round(S ÷ factor) samples, at least 1.
  static func apply(_ waveform: [Float], factor: Double) -> [Float] {
    guard !waveform.isEmpty, factor != 1 else { return waveform }
    let length = max(1, Int((Double(waveform.count) / factor).rounded()))
    // Room at both ends, so that no window leaves the signal.
    let margin = hop + tolerance
    let rest = window + 2 * hop + tolerance
    let signal =
      [Float](repeating: 0, count: margin) + waveform + [Float](repeating: 0, count: rest)
    let last = signal.count - window
    let fade = (0..<window).map { index in
      let sine = sin(.pi * Double(index) / Double(window))
      return Float(sine * sine)
    }
    let numWindows = length / hop + 2
    var output = [Float](repeating: 0, count: (numWindows + 1) * hop)
    var place = margin - hop
    for number in 0..<numWindows {
      if number > 0 {
        let ideal = Int((Double((number - 1) * hop) * factor).rounded()) + margin
        place = best(in: signal, near: min(ideal, last), continuing: min(place + hop, last))
      }
      output.withUnsafeMutableBufferPointer { output in
        signal.withUnsafeBufferPointer { signal in
          for index in 0..<window {
            output[number * hop + index] += fade[index] * signal[place + index]
          }
        }
      }
    }
    return Array(output[hop..<hop + length])
  }

  /// The place near `ideal` where the signal is most like what stands at `natural`.
  private static func best(in signal: [Float], near ideal: Int, continuing natural: Int) -> Int {
    signal.withUnsafeBufferPointer { signal in
      let first = max(0, ideal - tolerance)
      let last = min(signal.count - window, ideal + tolerance)
      guard first < last else { return ideal }
      var energy = Double(product(signal, first, first))
      var (bestPlace, bestScore) = (ideal, 0.0)
      for place in first...last {
        if place > first {
          let (old, new) = (signal[place - 1], signal[place + window - 1])
          energy += Double(new) * Double(new) - Double(old) * Double(old)
        }
        let likeness = Double(product(signal, natural, place))
        guard likeness > 0, energy > 1e-12 else { continue }
        // The energy of what is continued is the same for all places.
        let score = likeness * likeness / energy
        if score > bestScore { (bestPlace, bestScore) = (place, score) }
      }
      return bestPlace
    }
  }

  /// The sum of products of two windows.
  private static func product(
    _ signal: UnsafeBufferPointer<Float>, _ first: Int, _ second: Int
  ) -> Float {
    guard let base = signal.baseAddress else { return 0 }
    let (a, b) = (UnsafeRawPointer(base + first), UnsafeRawPointer(base + second))
    var sums = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    for offset in stride(from: 0, to: window * 4, by: 64) {
      sums.0 +=
        a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        * b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
      sums.1 +=
        a.loadUnaligned(fromByteOffset: offset + 32, as: SIMD8<Float>.self)
        * b.loadUnaligned(fromByteOffset: offset + 32, as: SIMD8<Float>.self)
    }
    return (sums.0 + sums.1).sum()
  }
}
