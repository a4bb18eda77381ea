/// The scores that comparisons are made of.
public enum ComparedScore: String, CaseIterable, Codable, Sendable, Hashable {
  case accuracy
  case unweightedAverageRecall = "unweighted_average_recall"
  case macroF1 = "macro_f1"

  /// The score of one model.
  func value(_ scores: Scores) -> Double {
    switch self {
    case .accuracy: scores.accuracy
    case .unweightedAverageRecall: scores.unweightedAverageRecall
    case .macroF1: scores.macroF1
    }
  }

  /// The score in words.
  public var name: String {
    switch self {
    case .accuracy: "accuracy"
    case .unweightedAverageRecall: "UAR"
    case .macroF1: "macro F1"
    }
  }
}
