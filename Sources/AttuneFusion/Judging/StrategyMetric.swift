/// The figure that chooses a strategy.
public enum StrategyMetric: String, CaseIterable, Codable, Sendable {
  /// Mean F1 of the classes.
  case macroF1 = "macro-f1"
  /// Correct rows ÷ all rows.
  case accuracy
  /// Mean recall of the classes.
  case unweightedAverageRecall = "uar"
  /// Log loss, less of which is better.
  case loss

  /// Higher is better.
  func figure(_ scores: FusionScores) -> Double {
    switch self {
    case .macroF1: scores.macroF1
    case .accuracy: scores.accuracy
    case .unweightedAverageRecall: scores.unweightedAverageRecall
    case .loss: -scores.logLoss
    }
  }
}
