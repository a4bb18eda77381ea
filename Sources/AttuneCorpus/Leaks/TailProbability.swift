import Foundation

/// How likely chance alone gives as much or more.
enum TailProbability {
  /// P(X ≥ successes) of a binomial variable, exactly.
  static func binomial(_ successes: Int, of trials: Int, probability: Double) -> Double {
    guard successes > 0 else { return 1 }
    guard successes <= trials, probability > 0 else { return 0 }
    guard probability < 1 else { return 1 }
    let odds = probability / (1 - probability)
    let logBinomial =
      lgamma(Double(trials) + 1) - lgamma(Double(successes) + 1)
      - lgamma(Double(trials - successes) + 1)
    var term = exp(
      logBinomial + Double(successes) * log(probability)
        + Double(trials - successes) * log1p(-probability))
    let isUpper = Double(successes) > Double(trials) * probability
    var sum = 0.0
    if isUpper {
      for count in successes...trials {
        sum += term
        term *= odds * Double(trials - count) / Double(count + 1)
        if term < sum * 1e-17 { break }
      }
      return min(1, sum)
    }
    // Below the mean the shorter tail is the other one.
    for count in stride(from: successes - 1, through: 0, by: -1) {
      term *= Double(count + 1) / (Double(trials - count) * odds)
      sum += term
      if term < sum * 1e-17 { break }
    }
    return max(0, 1 - sum)
  }

  /// P(X ≥ statistic) of a chi-square variable; its series ends, as the degrees are whole.
  static func chiSquare(_ statistic: Double, degreesOfFreedom degrees: Int) -> Double {
    guard statistic > 0, degrees > 0 else { return 1 }
    let half = statistic / 2
    var sum = degrees % 2 == 0 ? 0 : erfc(half.squareRoot())
    // The exponent, and not its value, is carried on: far out both factors leave a double's range.
    var logTerm = degrees % 2 == 0 ? -half : 0.5 * log(half) - half - lgamma(1.5)
    var order = degrees % 2 == 0 ? 1.0 : 1.5
    for _ in 0..<(degrees / 2) {
      sum += exp(logTerm)
      logTerm += log(half) - log(order)
      order += 1
    }
    return min(1, sum)
  }

  /// P(Z ≥ deviation) of a standard normal variable.
  static func normal(_ deviation: Double) -> Double { 0.5 * erfc(deviation / 2.0.squareRoot()) }

  /// The lower end of Wilson's 95 % interval of a share (Wilson 1927).
  static func lowerBound(_ successes: Int, of trials: Int) -> Double {
    guard trials > 0 else { return 0 }
    let (n, z) = (Double(trials), 1.959_963_984_540_054)
    let share = Double(successes) / n
    let spread = (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, (share + z * z / (2 * n) - z * spread) / (1 + z * z / n))
  }
}
