import Foundation

/// One weight a model and one bias a class: `p = softmax(Σ_m w_m e_m + b)`, `w = softmax(a)`.
///
/// `e_m` is the evidence of model `m` (logits of mean 0). Learned by maximum likelihood with an L2
/// penalty on `a` and `b` that cross-validation over conversations chooses; it pulls towards the
/// geometric mean. Over the models that are there, the weights are renormalised, which is the
/// softmax over their `a`; so rows with gaps are learned from as well.
///
/// - Source: the reference system's late fusion; a logarithmic opinion pool (Genest and Zidek 1986)
///   with the biases of Guo et al. 2017, *On calibration of modern neural networks*.
struct SoftmaxWeightsRule: FusionRule {
  /// One a model, not negative, of sum 1.
  let weights: [Double]
  /// `[K]`, of mean 0.
  let biases: [Double]
  let penalty: Double

  static func fitted(to rows: LabelledRows) throws(FusionError) -> SoftmaxWeightsRule {
    guard rows.complete.count > 0 else { throw .nothingToFit(numRows: rows.count) }
    let penalty = PenaltySearch.best(for: rows, fit: fit) { $0.combine($1) }
    return fit(rows, penalty, nil)
  }

  @Sendable private static func fit(
    _ rows: LabelledRows, _ penalty: Double, _ previous: SoftmaxWeightsRule?
  ) -> SoftmaxWeightsRule {
    let evidence = rows.rows.map { row in row.outputs.map { $0?.evidence } }
    let (numModels, numClasses) = (rows.numModels, rows.numClasses)
    let scale = 1 / Double(rows.count)
    let start = [Double](repeating: 0, count: numModels + numClasses)
    let point = LBFGS().minimize(from: start) { point, gradient in
      var value = 0.0
      for index in point.indices {
        value += penalty / 2 * point[index] * point[index]
        gradient[index] = penalty * point[index]
      }
      for (outputs, label) in zip(evidence, rows.labels) {
        let present = outputs.indices.filter { outputs[$0] != nil }
        let weights = present.map { point[$0] }.softmax
        var logits = Array(point[numModels...])
        for (model, weight) in zip(present, weights) {
          for (index, value) in (outputs[model] ?? []).enumerated() {
            logits[index] += weight * value
          }
        }
        let total = logits.logSumExp
        value += scale * (total - logits[label])
        let slopes = logits.indices.map { index in
          scale * (exp(logits[index] - total) - (index == label ? 1 : 0))
        }
        for (index, slope) in slopes.enumerated() { gradient[numModels + index] += slope }
        let pulls = present.map { model in
          zip(slopes, outputs[model] ?? []).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let mean = zip(weights, pulls).reduce(0) { $0 + $1.0 * $1.1 }
        for (place, model) in present.enumerated() {
          gradient[model] += weights[place] * (pulls[place] - mean)
        }
      }
      return value
    }.point
    return SoftmaxWeightsRule(
      weights: Array(point[..<numModels]).softmax, biases: Array(point[numModels...]),
      penalty: penalty)
  }

  func problem(numModels: Int, numClasses: Int) -> String? {
    if biases.count != numClasses { return "\(biases.count) biases for \(numClasses) classes" }
    return biases.allSatisfy(\.isFinite)
      ? MixtureWeights.problem(weights, numModels: numModels) : "a bias is not finite"
  }

  func combine(_ row: FusionRow) -> [Double] {
    zip(row.pooledEvidence(weights), biases).map { $0 + $1 }.softmax
  }

  func notes(models: [String], classes: [String]) -> [String] {
    zip(models, weights).map { "weight of \($0): \(FusionNote.number($1))" }
      + zip(classes, biases).map { "bias of \($0): \(FusionNote.number($1))" }
  }
}
