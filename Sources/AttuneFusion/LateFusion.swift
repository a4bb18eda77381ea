import AttuneCore
import AttuneEvaluation

/// A way to make one answer out of several models' answers.
///
/// With `p_m` the distribution of model `m` and `w_m ≥ 0`, `Σ w_m = 1`, both strategies answer with
/// the mixture `p = Σ w_m p_m`:
///
/// | strategy | weights |
/// |---|---|
/// | `average` | all equal (Kittler et al. 1998, the sum rule) |
/// | `weighted` | those under which the true classes of the validation rows are likeliest, see ``MixtureWeights`` |
///
/// Where a model is absent, its weight is shared out among the others in proportion to theirs.
public enum LateFusion: String, CaseIterable, Codable, Sendable, Hashable {
  case average, weighted

  /// Whether something is learned from labelled rows, which must then be none of training.
  public var isFitted: Bool {
    switch self {
    case .average: false
    case .weighted: true
    }
  }

  /// Makes this strategy ready for the models of `tables`, learning what it has to learn.
  ///
  /// - Parameter tables: Two or more, of the validation split where ``isFitted`` is true.
  /// - Throws: ``FusionError`` if the tables do not fit together, are of the train split though
  ///   something is fitted, or have no row with a label and all models.
  public func fitted(on tables: [PredictionTable]) throws(FusionError) -> FittedFusion {
    if isFitted, let table = tables.first(where: { $0.split == .train }) {
      throw .fitOnTrainSplit(model: table.model)
    }
    let joined = try JoinedPredictions(tables)
    switch self {
    case .average:
      return try FittedFusion(
        rule: .average, models: joined.models, classes: joined.classes, fittedOn: nil)
    case .weighted:
      let fit = try MixtureWeights(fitting: joined)
      return try FittedFusion(
        rule: .weighted(fit.weights), models: joined.models, classes: joined.classes,
        fittedOn: FusionProvenance(
          split: joined.split, runs: joined.runs, numRows: fit.numRows,
          numRowsLeftOut: joined.rows.count - fit.numRows,
          negativeLogLikelihood: fit.negativeLogLikelihood,
          modelNegativeLogLikelihoods: fit.modelNegativeLogLikelihoods))
    }
  }
}
