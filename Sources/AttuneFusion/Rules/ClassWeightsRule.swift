/// A weight for each model and class: `p(k) ∝ Σ_m w_mk p_m(k)`, `Σ_m w_mk = 1`.
///
/// The weights of a class are those under which *is it this class or not* is likeliest, with model
/// `m` saying yes with probability `p_m(k)`: a mixture of M coins, which is convex and found as the
/// global weights of ``WeightedRule`` are, and held near to those as strongly as cross-validation
/// over conversations finds best, see ``MixtureWeights``. A rare class has few rows to learn its own
/// weights from, and classes that lean on different models are answered too often or too rarely. Where a model is absent, its weight goes to the
/// others in proportion to theirs; rows without all models are not learned from.
///
/// - Source: the class-conscious weighted average of Kuncheva 2004, *Combining pattern classifiers*,
///   section 5.3; weights by source and class in Benediktsson and Swain 1992, *Consensus theoretic
///   classification methods*.
struct ClassWeightsRule: FusionRule {
  /// `[K][M]`.
  let classWeights: [[Double]]

  enum CodingKeys: String, CodingKey {
    case classWeights = "class_weights"
  }

  static func fitted(to rows: LabelledRows) throws(FusionError) -> ClassWeightsRule {
    let complete = rows.complete
    guard complete.count > 0 else { throw .nothingToFit(numRows: rows.count) }
    let fit = { @Sendable (rows: LabelledRows, penalty: Double, _: ClassWeightsRule?) in
      ClassWeightsRule(likeliestFor: rows, penalty: penalty)
    }
    let penalty = PenaltySearch.best(for: complete, fit: fit) { $0.combine($1) }
    return fit(complete, penalty, nil)
  }

  /// Learns from rows that all models have.
  private init(likeliestFor rows: LabelledRows, penalty: Double) {
    let center = WeightedRule(likeliestFor: rows).weights
    classWeights = (0..<rows.numClasses).map { index in
      var likelihoods: [Double] = []  // [n × M], row-major
      for (row, label) in zip(rows.rows, rows.labels) {
        for output in row.outputs {
          let yes = output?.probabilities[index] ?? 0
          likelihoods.append(max(label == index ? yes : 1 - yes, MixtureWeights.floor))
        }
      }
      return MixtureWeights(
        likelihoods: likelihoods, numModels: rows.numModels, center: center, penalty: penalty
      ).weights
    }
  }

  func problem(numModels: Int, numClasses: Int) -> String? {
    if classWeights.count != numClasses {
      return "weights of \(classWeights.count) classes for \(numClasses)"
    }
    return classWeights.lazy.compactMap { MixtureWeights.problem($0, numModels: numModels) }.first
  }

  func combine(_ row: FusionRow) -> [Double] {
    let mixtures = classWeights.enumerated().map { row.mixture($1)[$0] }
    return mixtures.normalized
  }

  func notes(models: [String], classes: [String]) -> [String] {
    zip(classes, classWeights).map { name, weights in
      let parts = zip(models, weights).map { "\($0) \(FusionNote.number($1))" }
      return "weights for \(name): \(parts.joined(separator: ", "))"
    }
  }
}
