import Foundation

/// The attention over models as a function of its parameters.
///
/// Each model that is there has a token `t_m = tanh(W_m x_m)`; a query weighs them,
/// `α = softmax(q · t_m)`, and the logits are `Σ α_m e_m + V [Σ α_m t_m, 1]`. Parameters stand in one
/// array: the `W_m` `[A × D_m]`, then `q` `[A]`, then `V` `[K × (A + 1)]`.
struct AttentionObjective {
  /// One row: what is known of each model, `nil` where it is absent.
  struct Sample {
    /// `[D_m]`, the last one 1.
    var inputs: [[Double]?]
    /// `[K]` each.
    var evidence: [[Double]?]
    var label: Int
    var variants: [(models: [Int], share: Double)]
  }

  /// What comes out of one set of models.
  struct Pass {
    /// One a model of the set.
    var weights: [Double]
    /// `[A + 1]`, the last one 1.
    var pooled: [Double]
    /// `[K]`, before softmax.
    var logits: [Double]
  }

  let width: Int
  /// `D_m`, one a model.
  let sizes: [Int]
  let numClasses: Int

  var queryStart: Int { width * sizes.reduce(0, +) }
  var outputStart: Int { queryStart + width }
  var count: Int { outputStart + numClasses * (width + 1) }

  /// Where the parameters of a model begin.
  func start(of model: Int) -> Int { width * sizes[..<model].reduce(0, +) }

  /// `t_m`, `[A]`.
  func token(_ input: [Double], of model: Int, _ point: [Double]) -> [Double] {
    let start = start(of: model)
    return (0..<width).map { unit in
      let first = start + unit * input.count
      var sum = 0.0
      for index in input.indices { sum += point[first + index] * input[index] }
      return tanh(sum)
    }
  }

  /// - Parameters:
  ///   - tokens: of all models that are there.
  ///   - models: those of the set.
  func pass(
    _ tokens: [[Double]?], _ evidence: [[Double]?], _ models: [Int], _ point: [Double]
  ) -> Pass {
    let weights = models.map { model in
      (tokens[model] ?? []).enumerated().reduce(0) { $0 + point[queryStart + $1.0] * $1.1 }
    }.softmax
    var pooled = [Double](repeating: 0, count: width) + [1]
    var logits = [Double](repeating: 0, count: numClasses)
    for (model, weight) in zip(models, weights) {
      for (unit, value) in (tokens[model] ?? []).enumerated() { pooled[unit] += weight * value }
      for (index, value) in (evidence[model] ?? []).enumerated() { logits[index] += weight * value }
    }
    for index in 0..<numClasses {
      let first = outputStart + index * (width + 1)
      for unit in pooled.indices { logits[index] += point[first + unit] * pooled[unit] }
    }
    return Pass(weights: weights, pooled: pooled, logits: logits)
  }

  /// Mean of −log p(y), each variant by its share, plus `λ/2` times the squares of the parameters.
  func value(
    of samples: [Sample], penalty: Double, at point: [Double], _ gradient: inout [Double]
  ) -> Double {
    var value = 0.0
    for index in point.indices {
      value += penalty / 2 * point[index] * point[index]
      gradient[index] = penalty * point[index]
    }
    for sample in samples {
      let tokens = sample.inputs.enumerated().map { model, input in
        input.map { token($0, of: model, point) }
      }
      var slopes = tokens.map { $0.map { [Double](repeating: 0, count: $0.count) } }
      for (models, share) in sample.variants {
        let pass = pass(tokens, sample.evidence, models, point)
        let total = pass.logits.logSumExp
        let scale = share / Double(samples.count)
        value += scale * (total - pass.logits[sample.label])
        let errors = pass.logits.indices.map { index in
          scale * (exp(pass.logits[index] - total) - (index == sample.label ? 1 : 0))
        }
        descend(
          pass, errors, tokens, sample.evidence, models, point, &slopes, &gradient)
      }
      for (model, input) in sample.inputs.enumerated() {
        guard let input, let token = tokens[model], let slope = slopes[model] else { continue }
        let start = start(of: model)
        for unit in 0..<width {
          let change = slope[unit] * (1 - token[unit] * token[unit])
          for index in input.indices {
            gradient[start + unit * input.count + index] += change * input[index]
          }
        }
      }
    }
    return value
  }

  /// Carries the slopes of the logits to query, output and tokens.
  private func descend(
    _ pass: Pass, _ errors: [Double], _ tokens: [[Double]?], _ evidence: [[Double]?],
    _ models: [Int], _ point: [Double], _ slopes: inout [[Double]?], _ gradient: inout [Double]
  ) {
    var pooledSlopes = [Double](repeating: 0, count: width)
    for (index, error) in errors.enumerated() {
      let first = outputStart + index * (width + 1)
      for unit in 0..<width {
        pooledSlopes[unit] += error * point[first + unit]
        gradient[first + unit] += error * pass.pooled[unit]
      }
      gradient[first + width] += error
    }
    let pulls = models.map { model in
      let ofEvidence = zip(errors, evidence[model] ?? []).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(pooledSlopes, tokens[model] ?? []).reduce(ofEvidence) { $0 + $1.0 * $1.1 }
    }
    let mean = zip(pass.weights, pulls).reduce(0) { $0 + $1.0 * $1.1 }
    for (place, model) in models.enumerated() {
      guard let token = tokens[model] else { continue }
      let change = pass.weights[place] * (pulls[place] - mean)
      for unit in 0..<width {
        slopes[model]?[unit] +=
          pass.weights[place] * pooledSlopes[unit] + change * point[queryStart + unit]
        gradient[queryStart + unit] += change * token[unit]
      }
    }
  }
}
