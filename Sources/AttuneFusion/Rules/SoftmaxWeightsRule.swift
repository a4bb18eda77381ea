import Foundation

/// One weight a model, one bias a class and one temperature: `p = softmax(Σ_m w_m e_m / T + b)`,
/// `w = softmax(a)`.
///
/// `e_m` is the evidence of model `m` (logits of mean 0). Weights of sum 1 cannot say that models are
/// surer together than alone, or that all are too sure; `T` does. Learned by maximum likelihood with
/// an L2 penalty on `a` and `b` that cross-validation over conversations chooses; it pulls towards the
/// geometric mean. A slight one on `log T` keeps it finite where every row is right. Over the models
/// that are there, the weights are renormalised, which is the softmax over their `a`; so rows with
/// gaps are learned from as well.
///
/// - Source: the reference system's late fusion, which has no temperature; a logarithmic opinion
///   pool (Genest and Zidek 1986) with the temperature and the biases of Guo et al. 2017, *On
///   calibration of modern neural networks*.
struct SoftmaxWeightsRule: FusionRule {
  /// One a model, not negative, of sum 1.
  let weights: [Double]
  /// `[K]`, of mean 0.
  let biases: [Double]
  /// Above 1 the pool was too sure, below 1 not sure enough.
  let temperature: Double
  let penalty: Double

  /// Of `log T`; as vector scaling's towards no change.
  private static let temperaturePenalty = 0.001

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
    let last = numModels + numClasses  // log T
    let point = LBFGS().minimize(from: [Double](repeating: 0, count: last + 1)) { point, gradient in
      var value = 0.0
      for index in point.indices {
        let penalty = index == last ? temperaturePenalty : penalty
        value += penalty / 2 * point[index] * point[index]
        gradient[index] = penalty * point[index]
      }
      let sharpness = exp(-point[last])
      for (outputs, label) in zip(evidence, rows.labels) {
        let present = outputs.indices.filter { outputs[$0] != nil }
        let weights = present.map { point[$0] }.softmax
        let biases = point[numModels..<last]
        var logits = Array(biases)
        for (model, weight) in zip(present, weights) {
          for (index, value) in (outputs[model] ?? []).enumerated() {
            logits[index] += sharpness * weight * value
          }
        }
        let total = logits.logSumExp
        value += scale * (total - logits[label])
        let slopes = logits.indices.map { index in
          scale * (exp(logits[index] - total) - (index == label ? 1 : 0))
        }
        for (index, slope) in slopes.enumerated() { gradient[numModels + index] += slope }
        gradient[last] -= zip(slopes, zip(logits, biases)).reduce(0) {
          $0 + $1.0 * ($1.1.0 - $1.1.1)
        }
        let pulls = present.map { model in
          zip(slopes, outputs[model] ?? []).reduce(0) { $0 + sharpness * $1.0 * $1.1 }
        }
        let mean = zip(weights, pulls).reduce(0) { $0 + $1.0 * $1.1 }
        for (place, model) in present.enumerated() {
          gradient[model] += weights[place] * (pulls[place] - mean)
        }
      }
      return value
    }.point
    return SoftmaxWeightsRule(
      weights: Array(point[..<numModels]).softmax, biases: Array(point[numModels..<last]),
      temperature: exp(point[last]), penalty: penalty)
  }

  func problem(numModels: Int, numClasses: Int) -> String? {
    if biases.count != numClasses { return "\(biases.count) biases for \(numClasses) classes" }
    if !biases.allSatisfy(\.isFinite) { return "a bias is not finite" }
    if let problem = TemperatureScaling(temperature: temperature).problem { return problem }
    return MixtureWeights.problem(weights, numModels: numModels)
  }

  func combine(_ row: FusionRow) -> [Double] {
    zip(row.pooledEvidence(weights), biases).map { $0 / temperature + $1 }.softmax
  }

  func notes(models: [String], classes: [String]) -> [String] {
    zip(models, weights).map { "weight of \($0): \(FusionNote.number($1))" }
      + ["temperature of their pool: \(FusionNote.number(temperature))"]
      + zip(classes, biases).map { "bias of \($0): \(FusionNote.number($1))" }
  }
}
