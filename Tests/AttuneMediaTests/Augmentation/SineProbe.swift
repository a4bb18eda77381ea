import Foundation

/// What a waveform at 16 kHz holds at single frequencies.
enum SineProbe {
  /// The amplitude at a frequency, by a Hann-windowed sum.
  static func amplitude(_ waveform: ArraySlice<Float>, at frequency: Double) -> Double {
    var (re, im, weights) = (0.0, 0.0, 0.0)
    for (place, sample) in waveform.enumerated() {
      let weight = 0.5 - 0.5 * cos(2 * .pi * Double(place) / Double(waveform.count))
      let angle = 2 * .pi * frequency * Double(place) / 16_000
      re += weight * Double(sample) * cos(angle)
      im += weight * Double(sample) * sin(angle)
      weights += weight
    }
    return 2 * (re * re + im * im).squareRoot() / weights
  }

  /// The frequency of the largest amplitude within a range, to a tenth of a Hz.
  static func peak(_ waveform: ArraySlice<Float>, _ range: ClosedRange<Double>) -> Double {
    var (lower, upper, steps) = (range.lowerBound, range.upperBound, 40)
    while upper - lower > 0.1 {
      let width = (upper - lower) / Double(steps)
      let best =
        (0...steps).map { lower + Double($0) * width }
        .max { amplitude(waveform, at: $0) < amplitude(waveform, at: $1) } ?? lower
      (lower, upper, steps) = (best - width, best + width, 8)
    }
    return (lower + upper) / 2
  }
}
