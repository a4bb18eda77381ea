import AttuneCore
import AttuneEvaluation

/// A model or a fusion with what it scores on the reported split.
struct ScoredModel: Sendable {
  /// Name, unique in the report.
  let name: String
  /// Where it comes from.
  let run: RunRecord
  /// Its answers.
  let table: PredictionTable
  /// Its scores, without intervals.
  let evaluation: Evaluation
  /// Accuracy, macro F1 and unweighted average recall with their intervals.
  let accuracy: FigureValue
  let macroF1: FigureValue
  let unweightedAverageRecall: FigureValue

  /// Whether it fuses other models.
  var isFusion: Bool { run.fusion != nil }

  /// Whether it perceives words and metadata alone: what voice and face must beat.
  var isTextOnly: Bool {
    ["audio", "video"].allSatisfy { evaluation.modalityCounts[$0] ?? 0 == 0 }
  }

  /// What it is, in words.
  var kind: String { isFusion ? "fusion" : isTextOnly ? "model, text only" : "model" }

  /// Macro F1 on the validation split, by which single models are chosen; `nil` without a table.
  var validationMacroF1: Double? {
    guard let table = run.tables[.validation] else { return nil }
    return (try? Evaluation(table))?.scores.macroF1
  }
}
