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
  /// Its scores, with the baselines' beside them.
  let evaluation: Evaluation
  /// Accuracy, macro F1 and unweighted average recall with their intervals.
  let accuracy: FigureValue
  let macroF1: FigureValue
  let unweightedAverageRecall: FigureValue

  /// Scores a table.
  ///
  /// - Throws: `EvaluationError` if it, or what metadata are fitted on, breaks the schema.
  init(_ table: PredictionTable, name: String, of run: RunRecord) throws {
    let metadata = try MetadataBaseline(beside: table, among: run.tables.values)
    let evaluation = try Evaluation(table, metadata: metadata, resampling: Resampling())
    let (scores, intervals) = (evaluation.scores, evaluation.intervals)
    (self.name, self.run, self.table, self.evaluation) = (name, run, table, evaluation)
    accuracy = FigureValue(scores.accuracy, intervals?.accuracy)
    macroF1 = FigureValue(scores.macroF1, intervals?.macroF1)
    unweightedAverageRecall = FigureValue(
      scores.unweightedAverageRecall, intervals?.unweightedAverageRecall)
  }

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
