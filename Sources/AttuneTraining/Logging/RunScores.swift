import AttuneCore
import AttuneEvaluation
import TensorBoard

/// What the best weights score at the end of a run, and the columns where TensorBoard compares it.
enum RunScores {
  /// The metrics of the HParams dashboard.
  static let columns: [HyperparameterMetric] =
    [(Split.validation, "validation"), (.test, "test")].flatMap { split, name in
      [
        HyperparameterMetric(tag: tag(split, "macro_f1"), displayName: "\(name) macro-F1"),
        HyperparameterMetric(tag: tag(split, "accuracy"), displayName: "\(name) accuracy"),
        HyperparameterMetric(
          tag: tag(split, "unweighted_average_recall"), displayName: "\(name) UAR"),
      ]
    }

  /// The figures of every split that was evaluated.
  static func summaries(_ finished: TrainingOutcome.Finished) -> [Summary] {
    Split.allCases.flatMap { split -> [Summary] in
      guard let scores = finished.evaluations[split]?.scores else { return [] }
      return [
        .scalar(tag(split, "macro_f1"), scores.macroF1),
        .scalar(tag(split, "accuracy"), scores.accuracy),
        .scalar(tag(split, "unweighted_average_recall"), scores.unweightedAverageRecall),
      ]
    }
  }

  private static func tag(_ split: Split, _ figure: String) -> String {
    "final_\(split.rawValue)/\(figure)"
  }
}
