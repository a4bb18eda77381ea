/// What a fitted strategy computes: the strategy with all that it has learned.
///
/// A further strategy is one more case here with its learned values, one branch in
/// ``combine(_:)``, and one in ``LateFusion/fitted(on:)``.
public enum FusionRule: Sendable, Hashable {
  /// The mean of the distributions.
  case average
  /// The weighted mean of the distributions; one weight a model, not negative, of sum 1.
  case weighted([Double])

  /// The strategy behind the rule.
  public var strategy: LateFusion {
    switch self {
    case .average: .average
    case .weighted: .weighted
    }
  }

  /// The fused distribution, `[K]`.
  ///
  /// - Parameter outputs: One entry a model, in the fusion's order; `nil` where it is absent.
  func combine(_ outputs: [ModelOutput?]) -> [Float] {
    let weights: [Double]
    switch self {
    case .average: weights = Array(repeating: 1, count: outputs.count)
    case .weighted(let learned): weights = learned
    }
    return Self.mixture(outputs, weights: weights)
  }

  /// `Σ w_m p_m ÷ Σ w_m` over the models that are there.
  private static func mixture(_ outputs: [ModelOutput?], weights: [Double]) -> [Float] {
    let present = outputs.indices.filter { outputs[$0] != nil }
    var shares = present.map { weights[$0] }
    var total = shares.reduce(0, +)
    // Only models that the fit had no use for are there: then they count alike.
    if !(total > 0) {
      shares = present.map { _ in 1 }
      total = Double(present.count)
    }
    var mixture: [Double] = []
    for (index, share) in zip(present, shares) {
      guard let probabilities = outputs[index]?.probabilities else { continue }
      if mixture.isEmpty { mixture = Array(repeating: 0, count: probabilities.count) }
      for (position, value) in probabilities.enumerated() {
        mixture[position] += share / total * Double(value)
      }
    }
    return mixture.map { Float($0) }
  }
}
