import AttuneCore
import Foundation

extension Gnuplot {
  /// Draws how often each class was taken for which, shaded by the share of the true class.
  ///
  /// - Returns: `<name>.png` and `<name>.svg`.
  @discardableResult
  public func drawConfusionMatrix(
    of evaluation: Evaluation, to folder: URL, name: String = "confusion_matrix"
  ) throws(GnuplotError) -> [URL] {
    let figure = ConfusionMatrixFigure(evaluation.confusionMatrix, title: evaluation.figureTitle)
    return try draw(figure.figure, to: folder, name: name)
  }

  /// Draws a confusion matrix as a PNG that is written nowhere.
  public func pngOfConfusionMatrix(
    _ matrix: ConfusionMatrix, title: String
  ) throws(GnuplotError) -> Data {
    try png(of: ConfusionMatrixFigure(matrix, title: title).figure)
  }

  /// Draws precision, recall and F1 of each class as bars.
  ///
  /// - Returns: `<name>.png` and `<name>.svg`.
  @discardableResult
  public func drawClassScores(
    of evaluation: Evaluation, to folder: URL, name: String = "per_class"
  ) throws(GnuplotError) -> [URL] {
    let groups = evaluation.perClass.map { row in
      BarGroupsFigure.Group(
        name: row.emotion, note: "n = \(row.support)",
        values: [FigureValue(row.precision), FigureValue(row.recall), FigureValue(row.f1)])
    }
    let figure = BarGroupsFigure(
      name: name, title: evaluation.figureTitle, series: ["precision", "recall", "F1"],
      groups: groups)
    return try draw(figure.figure, to: folder)
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
    func group(_ name: String, _ numRows: Int, _ scores: Scores) -> BarGroupsFigure.Group {
      BarGroupsFigure.Group(
        name: name, note: "n = \(numRows)",
        values: [scores.accuracy, scores.macroF1, scores.unweightedAverageRecall]
          .map { FigureValue($0) })
    }
    let splits = Set(comparison.evaluations.map(\.split))
    let split = splits.count == 1 ? comparison.evaluations.first?.split : nil
    let figure = BarGroupsFigure(
      name: name,
      title: "Models compared" + (split.map { ", \($0.rawValue) split" } ?? ""),
      series: ["accuracy", "macro F1", "unweighted average recall"],
      groups: comparison.evaluations.map { group($0.model, $0.numRows, $0.scores) }
        + comparison.baselines.map { group($0.name, $0.numRows, $0.scores) })
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

extension Evaluation {
  /// What the figures of this evaluation are headed with.
  var figureTitle: String {
    ([model] + (split.map { ["\($0.rawValue) split"] } ?? []) + ["n = \(numRows)"])
      .joined(separator: ", ")
  }
}
