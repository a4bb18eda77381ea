import CFFmpeg

/// Convolution by way of the spectrum.
enum Convolution {
  /// The first `count` of the numbers `Σ_k a[k] · b[i − k]`, both continued with zeros.
  static func convolve(_ a: [Float], _ b: [Float], count: Int) throws(MediaError) -> [Float] {
    guard !a.isEmpty, !b.isEmpty else { return [Float](repeating: 0, count: count) }
    let transform = try RealFourierTransform(atLeast: a.count + b.count - 1)
    var product = transform.spectrum(of: a)
    let other = transform.spectrum(of: b)
    for index in product.indices {
      let (x, y) = (product[index], other[index])
      product[index] = AVComplexFloat(
        re: x.re * y.re - x.im * y.im, im: x.re * y.im + x.im * y.re)
    }
    let result = transform.numbers(of: product, count: count)
    return result + [Float](repeating: 0, count: count - result.count)
  }
}
