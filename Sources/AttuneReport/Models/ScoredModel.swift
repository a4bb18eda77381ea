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
  /// Its scores, with what stands beside them.
  let evaluation: Evaluation
  /// What is drawn of it.
  let curves: EvaluationCurves
  /// Accuracy, macro F1 and unweighted average recall with their intervals.
  let accuracy: FigureValue
  let macroF1: FigureValue
  let unweightedAverageRecall: FigureValue

  /// Scores a table.
  ///
  /// - Parameter trained: The train split of a fusion's first run, on which metadata alone are
  ///   fitted; a fusion has none of its own.
  /// - Throws: `EvaluationError` if it, or a table of the same run, breaks the schema.
  init(
    _ table: PredictionTable, name: String, of run: RunRecord, trained: PredictionTable? = nil
  ) throws {
    var others = Array(run.tables.values)
    if var trained, run.tables[.train] == nil {
      (trained.model, trained.run) = (table.model, table.run)
      others.append(trained)
    }
    let judged = try TableEvaluation(table, among: others, resampling: Resampling())
    let (scores, intervals) = (judged.evaluation.scores, judged.evaluation.intervals)
    (self.name, self.run, self.table) = (name, run, table)
    (evaluation, curves) = (judged.evaluation, judged.curves)
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
  var kind: String {
    if let fusion = run.fusion {
      return fusion.isTriedWithAnother ? "fusion, tried beside the chosen one" : "fusion"
    }
    return isTextOnly ? "model, text only" : "model"
  }

  /// Whether its accuracy cannot be told from that of the best constant answer.
  var isNoBetterThanConstant: Bool {
    (accuracy.interval?.lower ?? accuracy.value) <= evaluation.majorityBaseline.scores.accuracy
  }

  /// Macro F1 on the validation split, by which single models are chosen; `nil` without a table.
  var validationMacroF1: Double? {
    guard let table = run.tables[.validation] else { return nil }
    return (try? Evaluation(table))?.scores.macroF1
  }
}
