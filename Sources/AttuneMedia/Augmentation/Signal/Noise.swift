import AttuneCore
import CFFmpeg
import Foundation

/// Random signals of unit scale.
enum Noise {
  /// Independent normal numbers, by Box and Muller's method.
  static func white(_ count: Int, using generator: inout SeededGenerator) -> [Float] {
    [Float](unsafeUninitializedCapacity: count + 1) { result, initialized in
      for index in stride(from: 0, to: count, by: 2) {
        // One bit pattern gives both numbers: 2³² angles and 2³² radii.
        let bits = generator.next()
        let radius = (-2 * log((Float(bits >> 40) + 0.5) * 0x1p-24)).squareRoot()
        let angle = 2 * Float.pi * Float(bits & 0xFF_FFFF) * 0x1p-24
        result[index] = radius * cos(angle)
        result[index + 1] = radius * sin(angle)
      }
      initialized = count
    }
  }

  /// Normal numbers whose power falls as 1 ÷ frequency, 3 dB an octave, without a mean.
  static func pink(
    _ count: Int, using generator: inout SeededGenerator
  ) throws(MediaError) -> [Float] {
    let transform = try RealFourierTransform(atLeast: count)
    let numBins = transform.size / 2 + 1
    let numbers = white(2 * numBins, using: &generator)
    var spectrum = [AVComplexFloat](repeating: AVComplexFloat(), count: numBins)
    for bin in 1..<numBins {
      let amplitude = 1 / Float(bin).squareRoot()
      spectrum[bin] = AVComplexFloat(
        re: amplitude * numbers[2 * bin], im: amplitude * numbers[2 * bin + 1])
    }
    // The bin at half the rate is real.
    spectrum[numBins - 1].im = 0
    return transform.numbers(of: spectrum, count: count)
  }
}
