/// The weighted mean of the distributions, `p = Σ w_m p_m`, under whose weights the true classes are
/// likeliest.
///
/// The weights are not negative and sum to 1; ``MixtureWeights`` tells how they are found. Where a
/// model is absent, its weight goes to the others in proportion to theirs; rows without all models
/// are not learned from, as renormalised weights would make the problem convex no more.
///
/// - Source: the linear opinion pool, Genest and Zidek 1986.
struct WeightedRule: FusionRule {
  /// One a model.
  let weights: [Double]

  static func fitted(to rows: LabelledRows) throws(FusionError) -> WeightedRule {
    let complete = rows.complete
    guard complete.count > 0 else { throw .nothingToFit(numRows: rows.count) }
    return WeightedRule(likeliestFor: complete)
  }

  func problem(numModels: Int, numClasses: Int) -> String? {
    MixtureWeights.problem(weights, numModels: numModels)
  }

  func combine(_ row: FusionRow) -> [Double] { row.mixture(weights) }

  func notes(models: [String], classes: [String]) -> [String] {
    zip(models, weights).map { "weight of \($0): \(FusionNote.number($1))" }
  }
}

extension WeightedRule {
  /// Learns from rows that all models have.
  init(likeliestFor complete: LabelledRows) {
    var likelihoods: [Double] = []  // [n × M], row-major
    for (row, label) in zip(complete.rows, complete.labels) {
      for output in row.outputs {
        likelihoods.append(max(output?.probabilities[label] ?? 0, MixtureWeights.floor))
      }
    }
    weights = MixtureWeights(likelihoods: likelihoods, numModels: complete.numModels).weights
  }
}
