import AttuneEvaluation

/// Which model to use, by a rule that does not choose on the scored split itself.
///
/// The single model that scores highest on the validation split is used, unless a fusion is better
/// than it on the scored split by more than chance. Fusions are fitted on the validation split, so
/// their scores there count for nothing.
struct Recommendation: Sendable {
  /// The model to use.
  let model: ScoredModel
  /// Whether the choice was made on the scored split, for want of another.
  let isChosenOnScoredSplit: Bool
  /// How each fusion differs from the best single model.
  let fusions: [Difference]

  /// How a model differs from the best single one on the same turns.
  struct Difference: Sendable {
    let model: ScoredModel
    let other: ScoredModel
    /// Of the macro F1, with its 95 % interval.
    let macroF1: FigureValue
    /// Two-sided, corrected for the number of fusions (Holm 1979).
    let pValue: Double

    /// Whether the model is better by more than chance.
    var isBetter: Bool { macroF1.value > 0 && pValue < 0.05 }
  }

  /// Applies the rule; `nil` without a model.
  init?(_ models: [ScoredModel]) {
    let singles = models.filter { !$0.isFusion }
    let candidates = singles.isEmpty ? models : singles
    let validation = candidates.compactMap(\.validationMacroF1)
    let hasValidation = validation.count == candidates.count
    let scores = hasValidation ? validation : candidates.map(\.macroF1.value)
    // Of equals the first, so that the order in which runs are named decides and nothing else.
    guard let highest = scores.max(), let place = scores.firstIndex(of: highest) else { return nil }
    let single = candidates[place]
    let fused = singles.isEmpty ? [] : models.filter(\.isFusion)
    let differences = PairedScores.differences(of: fused, from: single)
    let better = differences.filter(\.isBetter).max {
      $0.model.macroF1.value < $1.model.macroF1.value
    }
    model = better?.model ?? single
    isChosenOnScoredSplit = !hasValidation
    fusions = differences
  }
}
