import Foundation

/// The weighted mean of the distributions, with weights that follow the quality of the inputs.
///
/// `p = Σ w_m p_m`, `w = softmax(a_m + B_m · q + C_m · u)` over the models that are there, with `q` the
/// row's signal-to-noise ratio, share of frames with a face and number of words, each with mean 0 and
/// variance 1, and `u` which of them are unknown (see ``InputQuality``). Learned by maximum likelihood
/// with an L2 penalty on `B` and `C` that cross-validation over speakers chooses; where the quality
/// tells nothing these are global weights.
///
/// - Source: mixtures of experts, Jacobs, Jordan, Nowlan and Hinton 1991; quality-dependent fusion,
///   Kittler et al. 2007, *Quality dependent fusion of intramodal and multimodal biometric experts*.
struct AdaptiveRule: FusionRule {
  /// Holds the `a_m` of models that are never right back from −∞.
  private static let biasPenalty = 1e-4

  let quality: InputQuality
  /// `[M][1 + 2Q]`: `a_m`, then for each quality its `B_m` and `C_m`.
  let gates: [[Double]]
  let penalty: Double

  static func fitted(to rows: LabelledRows) throws(FusionError) -> AdaptiveRule {
    guard rows.complete.count > 0 else { throw .nothingToFit(numRows: rows.count) }
    let quality = InputQuality(of: rows.rows)
    guard !quality.scales.isEmpty else {
      throw .noAttributes(InputQuality.names.map(\.name))
    }
    @Sendable func fit(_ rows: LabelledRows, _ penalty: Double, _ previous: AdaptiveRule?)
      -> AdaptiveRule
    {
      AdaptiveRule(fitting: rows, quality: quality, penalty: penalty, start: previous?.gates)
    }
    let penalty = PenaltySearch.best(for: rows, fit: fit) { $0.combine($1) }
    return fit(rows, penalty, nil)
  }

  private init(
    fitting rows: LabelledRows, quality: InputQuality, penalty: Double, start: [[Double]]?
  ) {
    let numInputs = 1 + 2 * quality.scales.count
    let inputs = rows.rows.map { [1] + quality($0) }
    let zeros = [Double](repeating: 0, count: rows.numModels * numInputs)
    let scale = 1 / Double(rows.count)
    let point = LBFGS().minimize(from: start?.flatMap(\.self) ?? zeros) { point, gradient in
      var value = 0.0
      for index in point.indices {
        let strength = index % numInputs == 0 ? Self.biasPenalty : penalty
        value += strength / 2 * point[index] * point[index]
        gradient[index] = strength * point[index]
      }
      for ((row, label), input) in zip(zip(rows.rows, rows.labels), inputs) {
        let present = row.present
        let weights = present.map { model in
          input.indices.reduce(0) { $0 + point[model * numInputs + $1] * input[$1] }
        }.softmax
        let likelihoods = present.map {
          max(row.outputs[$0]?.probabilities[label] ?? 0, MixtureWeights.floor)
        }
        let mixture = zip(weights, likelihoods).reduce(0) { $0 + $1.0 * $1.1 }
        value -= scale * log(mixture)
        for (place, model) in present.enumerated() {
          let slope = scale * weights[place] * (1 - likelihoods[place] / mixture)
          for index in input.indices { gradient[model * numInputs + index] += slope * input[index] }
        }
      }
      return value
    }.point
    self.quality = quality
    self.penalty = penalty
    gates = (0..<rows.numModels).map { Array(point[$0 * numInputs..<($0 + 1) * numInputs]) }
  }

  /// How much each model counts in a row, 0 where it is absent.
  func weights(_ row: FusionRow) -> [Double] {
    let input = [1] + quality(row)
    let present = row.present
    let shares = present.map { zip(gates[$0], input).reduce(0) { $0 + $1.0 * $1.1 } }.softmax
    var weights = row.outputs.map { _ in 0.0 }
    for (model, share) in zip(present, shares) { weights[model] = share }
    return weights
  }

  func combine(_ row: FusionRow) -> [Double] { row.mixture(weights(row)) }

  func problem(numModels: Int, numClasses: Int) -> String? {
    if gates.count != numModels { return "gates of \(gates.count) models for \(numModels)" }
    let wanted = 1 + 2 * quality.scales.count
    guard gates.allSatisfy({ $0.count == wanted && $0.allSatisfy(\.isFinite) }) else {
      return "a gate has not \(wanted) finite numbers"
    }
    return quality.problem
  }

  func notes(models: [String], classes: [String]) -> [String] {
    zip(models, gates).map { model, gate in
      let parts = quality.scales.enumerated().map { index, scale in
        "\(scale.name) \(FusionNote.number(gate[1 + 2 * index]))"
      }
      return "gate of \(model): bias \(FusionNote.number(gate.first ?? 0)), "
        + parts.joined(separator: ", ")
    }
  }
}
