import AttuneCore
import AttuneEvaluation

/// Scores with their intervals, and differences between models on the same turns.
enum PairedScores {
  /// Scores a table.
  static func score(
    _ table: PredictionTable, name: String, of run: RunRecord
  ) throws -> ScoredModel {
    let evaluation = try Evaluation(table, resampling: Resampling())
    let (scores, intervals) = (evaluation.scores, evaluation.intervals)
    return ScoredModel(
      name: name, run: run, table: table, evaluation: evaluation,
      accuracy: FigureValue(scores.accuracy, intervals?.accuracy),
      macroF1: FigureValue(scores.macroF1, intervals?.macroF1),
      unweightedAverageRecall: FigureValue(
        scores.unweightedAverageRecall, intervals?.unweightedAverageRecall))
  }

  /// How each of `models` differs from another one on the turns that both answer.
  static func differences(
    of models: [ScoredModel], from other: ScoredModel
  ) -> [Recommendation.Difference] {
    let pairs = models.map { PairedBootstrap($0.table, other.table).macroF1Difference }
    let corrected = holm(pairs.map(\.pValue))
    return zip(models, zip(pairs, corrected)).map { model, pair in
      Recommendation.Difference(
        model: model, other: other, macroF1: pair.0.difference, pValue: pair.1)
    }
  }

  /// Probabilities of chance, corrected for how many there are (Holm 1979).
  static func holm(_ values: [Double]) -> [Double] {
    var corrected = values
    var largest = 0.0
    for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
      largest = max(largest, min(1, values[index] * Double(values.count - rank)))
      corrected[index] = largest
    }
    return corrected
  }
}
