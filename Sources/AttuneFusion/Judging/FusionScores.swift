import AttuneCore
import AttuneEvaluation

/// The figures by which strategies are compared.
public struct FusionScores: Codable, Sendable, Hashable {
  /// Rows with a label.
  public let numRows: Int
  /// Correct rows ÷ all rows.
  public let accuracy: Double
  /// Mean F1 of the classes.
  public let macroF1: Double
  /// Mean recall of the classes.
  public let unweightedAverageRecall: Double
  /// Where the macro F1 may lie, over resampled conversations; `nil` where nothing was resampled.
  public let macroF1Interval: Interval?
  /// Mean of −log of what the true class was given, in nats.
  public let logLoss: Double

  enum CodingKeys: String, CodingKey {
    case numRows = "num_rows"
    case accuracy
    case macroF1 = "macro_f1"
    case macroF1Interval = "macro_f1_interval"
    case unweightedAverageRecall = "unweighted_average_recall"
    case logLoss = "log_loss"
  }

  /// Scores a table.
  ///
  /// - Throws: `EvaluationError` if the table breaks its schema or no row has a label.
  public init(_ table: PredictionTable, _ resampling: Resampling?) throws(EvaluationError) {
    let evaluation = try Evaluation(table)
    numRows = evaluation.numRows
    accuracy = evaluation.scores.accuracy
    macroF1 = evaluation.scores.macroF1
    macroF1Interval =
      if let resampling { try ScoreIntervals(table, resampling).macroF1 } else { nil }
    unweightedAverageRecall = evaluation.scores.unweightedAverageRecall
    logLoss = evaluation.probabilityScores?.logLoss ?? .infinity
  }
}
