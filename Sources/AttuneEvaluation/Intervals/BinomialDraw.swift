import AttuneCore
import Foundation

extension SeededGenerator {
  /// How many of `count` trials succeed, each with the given probability.
  ///
  /// By inversion where few succeed, else by transformed rejection (Hörmann 1993, "The generation of
  /// binomial random variates"); both are exact.
  mutating func binomial(_ count: Int, _ probability: Double) -> Int {
    guard count > 0, probability > 0 else { return 0 }
    guard probability < 1 else { return count }
    if probability > 0.5 { return count - binomial(count, 1 - probability) }
    return Double(count) * probability < 10
      ? inverted(count, probability) : rejected(count, probability)
  }

  private mutating func inverted(_ count: Int, _ probability: Double) -> Int {
    let odds = probability / (1 - probability)
    let none = exp(Double(count) * log1p(-probability))
    while true {
      var rest = uniform()
      var chance = none
      for successes in 0...count {
        if rest < chance { return successes }
        rest -= chance
        chance *= odds * Double(count - successes) / Double(successes + 1)
        // Beyond 110 of fewer than 10 expected nothing is left but rounding: draw again.
        if successes > 110 { break }
      }
    }
  }

  private mutating func rejected(_ count: Int, _ probability: Double) -> Int {
    let n = Double(count)
    let odds = probability / (1 - probability)
    let deviation = (n * probability * (1 - probability)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * probability
    let center = n * probability + 0.5
    let alpha = (2.83 + 5.1 / b) * deviation
    let mode = ((n + 1) * probability).rounded(.down)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + center).rounded(.down)
      if us >= 0.07, v <= 0.92 - 4.2 / b { return Int(k) }
      guard k >= 0, k <= n else { continue }
      let bound =
        (mode + 0.5) * log((mode + 1) / (odds * (n - mode + 1)))
        + (n + 1) * log((n - mode + 1) / (n - k + 1))
        + (k + 0.5) * log(odds * (n - k + 1) / (k + 1))
        + Self.stirling(mode) + Self.stirling(n - mode) - Self.stirling(k) - Self.stirling(n - k)
      if log(v * alpha / (a / (us * us) + b)) <= bound { return Int(k) }
    }
  }

  /// What Stirling's formula for `ln k!` lacks.
  private static func stirling(_ k: Double) -> Double {
    if k < 10 { return stirlingTable[Int(k)] }
    let square = (k + 1) * (k + 1)
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1)
  }

  private static let stirlingTable: [Double] = (0..<10).map { k in
    let x = Double(k) + 1
    return lgamma(x) - ((x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi))
  }
}
