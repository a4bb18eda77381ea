import AttuneCore
import AttuneEvaluation

/// Which model to use, by a rule that does not choose on the scored split itself.
///
/// The single model that scores highest on the validation split is used, unless a fusion is better
/// than it on the scored split by more than chance. Only the fusion that a folder holds is compared,
/// the one that was chosen without the scored split; of several folders the first that is better
/// counts. The other strategies that were tried with it are shown and never chosen: the best of many
/// owes its score in part to luck on the very turns that it is scored on.
struct Recommendation: Sendable {
  /// By what the best single model was found.
  enum Basis: Sendable {
    /// There is one model only.
    case onlyModel
    case validation
    /// The scored split, for want of another.
    case scoredSplit
    /// There are fusions alone: the first one is used.
    case noSingleModel
  }

  /// The model to use.
  let model: ScoredModel
  let basis: Basis
  /// How each fusion that competes differs from the best single model.
  let fusions: [Difference]
  /// Fusions that are shown only.
  let others: [ScoredModel]

  /// How a model differs from the best single one on the same turns.
  struct Difference: Sendable {
    let model: ScoredModel
    let other: ScoredModel
    /// Of the macro F1, with its 95 % interval.
    let macroF1: FigureValue
    /// Of the accuracy, with its 95 % interval.
    let accuracy: FigureValue
    /// That of the macro F1, two-sided, corrected for the number of fusions (Holm 1979).
    let pValue: Double

    /// Whether the model is better by more than chance.
    var isBetter: Bool { macroF1.value > 0 && pValue < 0.05 }

    /// How each of `models` differs from another one on the turns that both answer.
    static func all(of models: [ScoredModel], from other: ScoredModel) throws -> [Difference] {
      let pairs = try models.map { try PairedComparison(other.table, $0.table) }
      return zip(models, PairedComparison.corrected(pairs)).compactMap { model, pair in
        func difference(of score: ComparedScore) -> ScoreDifference? {
          pair.differences.first { $0.score == score }
        }
        guard let macroF1 = difference(of: .macroF1), let accuracy = difference(of: .accuracy)
        else { return nil }
        return Difference(
          model: model, other: other,
          macroF1: FigureValue(macroF1.difference, macroF1.interval),
          accuracy: FigureValue(accuracy.difference, accuracy.interval),
          pValue: macroF1.adjustedPValue ?? macroF1.pValue)
      }
    }
  }

  /// Applies the rule; `nil` without a model.
  ///
  /// - Throws: `EvaluationError` if a fusion has no turn in common with the best single model.
  init?(_ models: [ScoredModel], split: Split) throws {
    let competing = models.filter { $0.isFusion && $0.competes(on: split) }
    others = models.filter { $0.isFusion && !$0.competes(on: split) }
    guard let (single, basis) = Self.best(models.filter { !$0.isFusion }, split) else {
      guard let first = competing.first ?? models.first else { return nil }
      (model, basis, fusions) = (first, .noSingleModel, [])
      return
    }
    fusions = try Difference.all(of: competing, from: single)
    model = fusions.first(where: \.isBetter)?.model ?? single
    self.basis = basis
  }

  /// The single model with the highest macro F1, on the validation split where all have it.
  private static func best(
    _ models: [ScoredModel], _ split: Split
  ) -> (ScoredModel, Basis)? {
    let validation = models.compactMap(\.validationMacroF1)
    let hasValidation = validation.count == models.count
    let scores = hasValidation ? validation : models.map(\.macroF1.value)
    // Of equals the first, so that the order in which runs are named decides and nothing else.
    guard let highest = scores.max(), let place = scores.firstIndex(of: highest) else { return nil }
    if models.count == 1 { return (models[place], .onlyModel) }
    return (models[place], hasValidation && split != .validation ? .validation : .scoredSplit)
  }
}

extension ScoredModel {
  /// Whether a fusion may be recommended: it is its folder's own, neither fitted nor chosen on the
  /// scored split.
  fileprivate func competes(on split: Split) -> Bool {
    guard let fusion = run.fusion else { return false }
    return !fusion.isTriedWithAnother && split != .validation
      && fusion.fittedSplit != split.rawValue
  }
}
