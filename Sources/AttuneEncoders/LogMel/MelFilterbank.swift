import Foundation

/// Triangles that sum the bins of a power spectrum into bands of equal width on the mel scale.
///
/// The scale is HTK's, mel(f) = 2595·log₁₀(1 + f ÷ 700). The weights of a band sum to 1, so that a
/// band is a mean of its bins and white noise is level over all bands.
struct MelFilterbank {
  /// `[bands, bins]`, row-major.
  let weights: [Float]
  let numBands: Int
  let numBins: Int

  /// - Parameters:
  ///   - transformSize: samples of the Fourier transform; a bin is `sampleRate ÷ transformSize` wide.
  ///   - range: lower edge of the first band and upper edge of the last, in Hz.
  init(numBands: Int, transformSize: Int, sampleRate: Double, range: (Double, Double)) {
    func mel(_ frequency: Double) -> Double { 2595 * log10(1 + frequency / 700) }
    func frequency(_ mel: Double) -> Double { 700 * (pow(10, mel / 2595) - 1) }
    let (first, last) = (mel(range.0), mel(range.1))
    let edges = (0...numBands + 1).map {
      frequency(first + (last - first) * Double($0) / Double(numBands + 1))
    }
    self.numBands = numBands
    numBins = transformSize / 2 + 1
    let bins = (0..<numBins).map { Double($0) * sampleRate / Double(transformSize) }
    weights = (0..<numBands).flatMap { band in
      let (lower, centre, upper) = (edges[band], edges[band + 1], edges[band + 2])
      let triangle = bins.map {
        max(0, min(($0 - lower) / (centre - lower), (upper - $0) / (upper - centre)))
      }
      let sum = triangle.reduce(0, +)
      return triangle.map { Float(sum > 0 ? $0 / sum : 0) }
    }
  }

  /// Whether every band has a bin.
  var isComplete: Bool {
    (0..<numBands).allSatisfy { band in
      weights[band * numBins..<(band + 1) * numBins].contains { $0 > 0 }
    }
  }
}
