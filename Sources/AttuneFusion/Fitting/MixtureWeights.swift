import Foundation

/// The weights of a mixture of models under which the true classes are likeliest.
///
/// With `p_m(i)` what model `m` gives the true class of row `i`, the weights minimise
///
///     −1/n Σ_i log Σ_m w_m p_m(i)    over w_m ≥ 0, Σ w_m = 1,
///
/// which is convex. The EM algorithm for mixture weights (Dempster, Laird and Rubin 1977) starts at
/// equal weights and repeats `w_m ← w_m g_m` with `g_m = 1/n Σ_i p_m(i) / Σ_j w_j p_j(i)`, which
/// never makes the likelihood smaller. As the objective is convex and `Σ w_m g_m = 1`, no other
/// weights are better by more than `log max g_m`; EM ends when that is below ``tolerance``.
///
/// With a penalty λ and weights π to be held near to, `λ Σ_m π_m log(π_m / w_m)` is added, as if λ n
/// more rows had been seen that speak for the models in the proportions π (a Dirichlet prior): then
/// `w_m ← (w_m g_m + λ π_m) / (1 + λ)`, and what is left is at most `max (g_m + λ π_m / w_m) − 1 − λ`.
///
/// A probability below ``floor`` counts as that, so that one certain mistake of all models does not
/// make every weight as bad. All sums run in row order, so the same rows give the same weights, bit for bit.
struct MixtureWeights {
  /// How much better other weights could be at most, in nats a row.
  static let tolerance = 1e-7
  /// The least probability of a true class.
  static let floor = 1e-12
  static let maximumIterations = 10_000

  /// One a model, not negative, of sum 1.
  private(set) var weights: [Double]
  /// Mean over the fitted rows at the final weights, in nats, and the penalty.
  private(set) var negativeLogLikelihood: Double
  /// At the start and after each step, for the proof that it never grows.
  private(set) var history: [Double]

  /// - Parameters:
  ///   - likelihoods: `[n × M]`, row-major: what each model gives the true class, above 0.
  ///   - center: `[M]`, the weights to be held near to, of sum 1; equal ones by default.
  ///   - penalty: λ; 0 holds nothing back.
  init(likelihoods: [Double], numModels: Int, center: [Double]? = nil, penalty: Double = 0) {
    let equal = [Double](repeating: 1 / Double(numModels), count: numModels)
    let center = center ?? equal
    var weights = equal
    var step = Self.step(likelihoods, weights, center, penalty)
    var history = [step.objective]
    for _ in 0..<Self.maximumIterations {
      if (step.gains.max() ?? 1) - 1 - penalty <= Self.tolerance { break }
      let products = zip(weights, step.gains).map { $0 * $1 }
      let total = products.reduce(0, +)  // 1 + λ but for rounding
      weights = products.map { $0 / total }
      step = Self.step(likelihoods, weights, center, penalty)
      history.append(step.objective)
    }
    self.weights = weights
    self.history = history
    negativeLogLikelihood = step.objective
  }

  /// Why weights are none of a mixture, or `nil` where they are.
  static func problem(_ weights: [Double], numModels: Int) -> String? {
    if weights.count != numModels { return "\(weights.count) weights for \(numModels) models" }
    if !weights.allSatisfy({ $0.isFinite && $0 >= 0 }) { return "a weight is negative" }
    let sum = weights.reduce(0, +)
    return abs(sum - 1) <= 1e-6 ? nil : "the sum of the weights is \(sum), not 1"
  }

  /// One pass over the rows: the objective at `weights`, and `g_m + λ π_m / w_m` of each model.
  private static func step(
    _ likelihoods: [Double], _ weights: [Double], _ center: [Double], _ penalty: Double
  ) -> (objective: Double, gains: [Double]) {
    let numModels = weights.count
    let numRows = likelihoods.count / numModels
    var gains = [Double](repeating: 0, count: numModels)
    var sum = 0.0
    for row in 0..<numRows {
      let start = row * numModels
      var mixture = 0.0
      for model in 0..<numModels { mixture += weights[model] * likelihoods[start + model] }
      for model in 0..<numModels { gains[model] += likelihoods[start + model] / mixture }
      sum -= log(mixture)
    }
    var objective = sum / Double(numRows)
    gains = gains.map { $0 / Double(numRows) }
    // A model whose weight is 0 is given one by no penalty: its share of π is 0 too.
    for model in 0..<numModels where penalty * center[model] > 0 && weights[model] > 0 {
      objective += penalty * center[model] * log(center[model] / weights[model])
      gains[model] += penalty * center[model] / weights[model]
    }
    return (objective, gains)
  }
}
