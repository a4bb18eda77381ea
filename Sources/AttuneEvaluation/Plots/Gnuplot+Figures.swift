import AttuneCore
import Foundation

extension Gnuplot {
  /// Draws a confusion matrix as a PNG that is written nowhere.
  public func pngOfConfusionMatrix(
    _ matrix: ConfusionMatrix, title: String
  ) throws(GnuplotError) -> Data {
    try png(of: ConfusionMatrixFigure(matrix, title: title).figure)
  }

  /// Draws accuracy, macro F1 and unweighted average recall of several models as bars, with the
  /// majority-class baseline at the end.
  ///
  /// - Returns: `<name>.png` and `<name>.svg`.
  /// - Throws: ``GnuplotError/nothingToDraw(figure:)`` if there is no evaluation.
  @discardableResult
  public func drawComparison(
    _ comparison: EvaluationComparison, to folder: URL, name: String = "comparison"
  ) throws(GnuplotError) -> [URL] {
    let splits = Set(comparison.evaluations.map(\.split))
    func group(
      _ name: String, _ split: Split?, _ numRows: Int, _ scores: Scores,
      _ intervals: ScoreIntervals? = nil
    ) -> BarGroupsFigure.Group {
      let ofSeveral = splits.count > 1 ? split.map { "\($0.rawValue), " } : nil
      return BarGroupsFigure.Group(
        name: name, note: (ofSeveral ?? "") + "n = \(numRows)",
        values: [
          FigureValue(scores.accuracy, intervals?.accuracy),
          FigureValue(scores.macroF1, intervals?.macroF1),
          FigureValue(scores.unweightedAverageRecall, intervals?.unweightedAverageRecall),
        ])
    }
    let split = splits.count == 1 ? comparison.evaluations.first?.split : nil
    let figure = BarGroupsFigure(
      name: name,
      title: "Models compared" + (split.map { ", \($0.rawValue) split" } ?? ""),
      series: ["accuracy", "macro F1", "unweighted average recall"],
      groups: comparison.evaluations.map {
        group($0.model, $0.split, $0.numRows, $0.scores, $0.intervals)
      }
        + comparison.baselines.map { group($0.name, $0.split, $0.numRows, $0.scores) })
    return try draw(figure.figure, to: folder)
  }

  /// Draws loss, accuracy and macro F1 over the epochs of a training.
  ///
  /// - Returns: `<name>.png` and `<name>.svg`.
  /// - Throws: ``GnuplotError/nothingToDraw(figure:)`` if there is no epoch.
  @discardableResult
  public func drawTrainingCurves(
    _ points: [EpochPoint], title: String, to folder: URL, name: String = "training_curves"
  ) throws(GnuplotError) -> [URL] {
    try draw(TrainingCurvesFigure(points, title: title).figure, to: folder, name: name)
  }
}
