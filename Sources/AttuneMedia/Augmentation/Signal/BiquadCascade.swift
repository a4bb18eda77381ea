import Foundation

/// A recursive filter as second-order sections, run one after the other in double precision.
struct BiquadCascade: Equatable {
  /// One section: (b0 + b1 z⁻¹ + b2 z⁻²) ÷ (1 + a1 z⁻¹ + a2 z⁻²).
  struct Section: Equatable {
    var b: (Double, Double, Double)
    var a: (Double, Double)

    static func == (first: Self, second: Self) -> Bool {
      first.b == second.b && first.a == second.a
    }
  }

  var sections: [Section]

  /// Filters a signal that was silent before.
  func callAsFunction(_ signal: [Float]) -> [Float] {
    var result = signal
    result.withUnsafeMutableBufferPointer { samples in
      for section in sections {
        let (b, a) = (section.b, section.a)
        var (first, second) = (0.0, 0.0)
        for index in samples.indices {
          let x = Double(samples[index])
          let y = b.0 * x + first
          first = b.1 * x - a.0 * y + second
          second = b.2 * x - a.1 * y
          samples[index] = Float(y)
        }
      }
    }
    return result
  }

  /// The magnitude of the response at an angle of 0…π a sample.
  func magnitude(at angle: Double) -> Double {
    func squared(_ c0: Double, _ c1: Double, _ c2: Double) -> Double {
      let re = c0 + c1 * cos(angle) + c2 * cos(2 * angle)
      let im = c1 * sin(angle) + c2 * sin(2 * angle)
      return re * re + im * im
    }
    return sections.reduce(1) { product, section in
      product
        * (squared(section.b.0, section.b.1, section.b.2) / squared(1, section.a.0, section.a.1))
        .squareRoot()
    }
  }
}
