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

    /// How each of `models` differs from another one on the turns that both answer.
    static func all(of models: [ScoredModel], from other: ScoredModel) throws -> [Difference] {
      let pairs = try models.map { try PairedComparison(other.table, $0.table) }
      return zip(models, PairedComparison.corrected(pairs)).flatMap { model, pair in
        pair.differences.filter { $0.score == .macroF1 }.map { difference in
          Difference(
            model: model, other: other,
            macroF1: FigureValue(difference.difference, difference.interval),
            pValue: difference.adjustedPValue ?? difference.pValue)
        }
      }
    }
  }

  /// Applies the rule; `nil` without a model.
  ///
  /// - Throws: `EvaluationError` if a fusion has no turn in common with the best single model.
  init?(_ models: [ScoredModel]) throws {
    let singles = models.filter { !$0.isFusion }
    let candidates = singles.isEmpty ? models : singles
    let validation = candidates.compactMap(\.validationMacroF1)
    let hasValidation = validation.count == candidates.count
    let scores = hasValidation ? validation : candidates.map(\.macroF1.value)
    // Of equals the first, so that the order in which runs are named decides and nothing else.
    guard let highest = scores.max(), let place = scores.firstIndex(of: highest) else { return nil }
    let single = candidates[place]
    let fused = singles.isEmpty ? [] : models.filter(\.isFusion)
    let differences = try Difference.all(of: fused, from: single)
    let better = differences.filter(\.isBetter).max {
      $0.model.macroF1.value < $1.model.macroF1.value
    }
    model = better?.model ?? single
    isChosenOnScoredSplit = !hasValidation
    fusions = differences
  }
}
