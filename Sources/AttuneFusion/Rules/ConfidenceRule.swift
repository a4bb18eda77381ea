import Foundation

/// The mean of the distributions, weighted in each row by how sure each model is there.
///
/// `p = Σ c_m p_m ÷ Σ c_m`, with `c_m` the confidence of model `m` in the row. It means something
/// only where the models are calibrated, which is why temperature scaling comes before it. Where no
/// model is sure of anything they count alike. An absent model is left out.
///
/// - Source: the dynamic weights of Kuncheva 2004, *Combining pattern classifiers*, section 5.
struct ConfidenceRule<Measure: ConfidenceMeasure>: UnfittedRule {
  func combine(_ row: FusionRow) -> [Double] {
    row.mixture(row.outputs.map { $0.map { Measure.confidence($0.probabilities) } ?? 0 })
  }
}

/// How sure a distribution is, not negative.
protocol ConfidenceMeasure: Sendable {
  static func confidence(_ probabilities: [Double]) -> Double
}

/// `max p(k)`, what the model gives its own answer.
enum MaximumProbability: ConfidenceMeasure {
  static func confidence(_ probabilities: [Double]) -> Double { probabilities.max() ?? 0 }
}

/// `1 − H(p) ÷ log K`, 0 for a uniform distribution and 1 for a certain one.
enum NegativeEntropy: ConfidenceMeasure {
  static func confidence(_ probabilities: [Double]) -> Double {
    guard probabilities.count > 1 else { return 1 }
    let entropy = probabilities.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
    return max(0, 1 - entropy / log(Double(probabilities.count)))
  }
}

/// `p(1) − p(2)`, how far the first answer is before the second.
enum Margin: ConfidenceMeasure {
  static func confidence(_ probabilities: [Double]) -> Double {
    var (first, second) = (0.0, 0.0)
    for value in probabilities {
      if value > first { (first, second) = (value, first) } else { second = max(second, value) }
    }
    return first - second
  }
}
