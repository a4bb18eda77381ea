import Foundation

/// Butterworth filters, by the bilinear transform with both edges kept in place.
///
/// Low-pass and high-pass are of order 4 (24 dB an octave), band-pass and band-stop of order 2 at
/// each edge (12 dB an octave). The response at an edge is −3.01 dB.
/// Source: Butterworth 1930; the same numbers as `scipy.signal.butter`.
enum ButterworthFilter {
  /// Passes what lies below `edge`, as a share of the sample rate in 0…0.5.
  static func lowPass(_ edge: Double) -> BiquadCascade {
    BiquadCascade(sections: halves.map { quality in section(edge, quality, isLow: true) })
  }

  /// Passes what lies above `edge`.
  static func highPass(_ edge: Double) -> BiquadCascade {
    BiquadCascade(sections: halves.map { quality in section(edge, quality, isLow: false) })
  }

  /// Passes what lies between two edges.
  static func bandPass(_ lower: Double, _ upper: Double) -> BiquadCascade {
    band(lower, upper, stops: false)
  }

  /// Takes out what lies between two edges.
  static func bandStop(_ lower: Double, _ upper: Double) -> BiquadCascade {
    band(lower, upper, stops: true)
  }

  /// 1 ÷ (2 cos θ) of the two pole pairs of order 4.
  private static let halves = [1, 3].map { 1 / (2 * cos(Double($0) * .pi / 8)) }

  private static func section(
    _ edge: Double, _ quality: Double, isLow: Bool
  ) -> BiquadCascade.Section {
    let angle = 2 * Double.pi * edge
    let alpha = sin(angle) / (2 * quality)
    let scale = 1 + alpha
    let gain = (isLow ? 1 - cos(angle) : 1 + cos(angle)) / 2 / scale
    return BiquadCascade.Section(
      b: (gain, isLow ? 2 * gain : -2 * gain, gain),
      a: (-2 * cos(angle) / scale, (1 - alpha) / scale))
  }

  /// A band of order 2: the prototype's pole e^(3πi/4) becomes two, each with its conjugate.
  private static func band(_ lower: Double, _ upper: Double, stops: Bool) -> BiquadCascade {
    let (low, high) = (2 * tan(.pi * lower), 2 * tan(.pi * upper))
    let centre = (low * high).squareRoot()
    // Half the width times the pole, or over it, which is its conjugate.
    let half = (
      re: -(high - low) / 2 * 0.5.squareRoot(),
      im: (high - low) / 2 * 0.5.squareRoot() * (stops ? -1 : 1)
    )
    let (re, im) = (
      half.re * half.re - half.im * half.im - centre * centre, 2 * half.re * half.im
    )
    // The root of a complex number.
    let length = (re * re + im * im).squareRoot()
    let root = (
      re: ((length + re) / 2).squareRoot(),
      im: ((length - re) / 2).squareRoot() * (im < 0 ? -1 : 1)
    )
    // A zero of the band-stop lies on the circle, at the centre.
    let zero = -2 * (4 - centre * centre) / (4 + centre * centre)
    var sections: [BiquadCascade.Section] = []
    for sign in [1.0, -1.0] {
      let (x, y) = (half.re + sign * root.re, half.im + sign * root.im)
      // (2 + s) ÷ (2 − s) with its conjugate.
      let scale = (2 - x) * (2 - x) + y * y
      let (poleRe, poleSquare) = (
        ((2 + x) * (2 - x) - y * y) / scale, ((2 + x) * (2 + x) + y * y) / scale
      )
      sections.append(
        BiquadCascade.Section(
          b: stops ? (1, zero, 1) : (1, 0, -1), a: (-2 * poleRe, poleSquare)))
    }
    let filter = BiquadCascade(sections: sections)
    let gain = 1 / filter.magnitude(at: stops ? 0 : 2 * atan(centre / 2))
    sections[0].b = (sections[0].b.0 * gain, sections[0].b.1 * gain, sections[0].b.2 * gain)
    return BiquadCascade(sections: sections)
  }
}
