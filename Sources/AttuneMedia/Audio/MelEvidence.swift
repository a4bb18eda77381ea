import CFFmpeg
import Foundation

/// Splits a sum over samples, Σ x·g, into the parts that frequencies and moments have in it.
///
/// Both are cut into frames by a window whose squares sum to a constant; by Parseval's theorem the
/// products of their spectra then sum to that of the samples, and nothing is lost: the grid sums to
/// Σ x·g. Frequencies go to mel bands by interpolation between the bands' centres.
public struct MelEvidence: Sendable, Equatable {
  /// `[frames][bands]`, the lowest band first.
  public let values: [[Float]]
  /// Seconds from one frame to the next.
  public let secondsPerFrame: Double
  /// The centre of each band in Hz.
  public let centres: [Double]

  private static let window = 512
  private static let hop = 128

  /// Splits a sum.
  ///
  /// - Parameters:
  ///   - samples: `[S]` at 16 kHz.
  ///   - weights: `[S]`, what each sample is multiplied with.
  ///   - numBands: at least 2.
  /// - Throws: ``MediaError/invalidSettings(_:)`` for arrays of different lengths, or no bands.
  public init(samples: [Float], weights: [Float], numBands: Int = 40) throws(MediaError) {
    guard samples.count == weights.count, numBands >= 2 else {
      throw .invalidSettings(
        "\(samples.count) samples, \(weights.count) weights and \(numBands) bands")
    }
    let (window, hop) = (Self.window, Self.hop)
    // The square root of Hann's window: its squares, a quarter of it apart, sum to 2.
    let taper = (0..<window).map { Float(sin(.pi * Double($0) / Double(window))) }
    let transform = try RealFourierTransform(atLeast: window)
    let bandOfBin = (0...window / 2).map {
      Self.place(Double($0) * Double(AudioClip.sampleRate) / Double(window), of: numBands)
    }
    var values: [[Float]] = []
    for start in stride(from: hop - window, to: samples.count, by: hop) {
      func frame(_ numbers: [Float]) -> [Float] {
        (0..<window).map { index in
          let place = start + index
          return numbers.indices.contains(place) ? numbers[place] * taper[index] : 0
        }
      }
      let x = transform.spectrum(of: frame(samples))
      let g = transform.spectrum(of: frame(weights))
      var bands = [Float](repeating: 0, count: numBands)
      for bin in 0...window / 2 {
        // Bins between the ends stand for two of the whole spectrum.
        let count: Float = bin == 0 || bin == window / 2 ? 1 : 2
        let part =
          count * (x[bin].re * g[bin].re + x[bin].im * g[bin].im) / Float(2 * window)
        let (band, share) = bandOfBin[bin]
        bands[band] += part * (1 - share)
        if share > 0 { bands[band + 1] += part * share }
      }
      values.append(bands)
    }
    self.values = values
    secondsPerFrame = Double(hop) / Double(AudioClip.sampleRate)
    centres = (0..<numBands).map { Self.frequency(Double($0) / Double(numBands - 1)) }
  }

  /// Mel's scale from 0 to half the sampling rate, as 0…1 (O'Shaughnessy 1987).
  private static func mel(_ frequency: Double) -> Double { log10(1 + frequency / 700) }
  private static var highest: Double { mel(Double(AudioClip.sampleRate) / 2) }
  private static func frequency(_ place: Double) -> Double {
    700 * (pow(10, place * highest) - 1)
  }

  /// The band below a frequency, and how far it lies towards the next one.
  private static func place(_ frequency: Double, of numBands: Int) -> (band: Int, share: Float) {
    let place = min(1, mel(frequency) / highest) * Double(numBands - 1)
    let band = min(Int(place), numBands - 2)
    return (band, Float(place - Double(band)))
  }
}
