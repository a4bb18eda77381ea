import AttuneCore

/// The figures of one table's evaluation.
public struct EvaluationFigures: Sendable {
  private let evaluation: Evaluation
  private let curves: EvaluationCurves
  private let title: String

  /// Creates the figures.
  ///
  /// - Parameters:
  ///   - evaluation: The scores; intervals are drawn where it has them.
  ///   - curves: The curves of the same table.
  ///   - name: What the model is called in headings; its own name by default.
  public init(_ evaluation: Evaluation, _ curves: EvaluationCurves, name: String? = nil) {
    (self.evaluation, self.curves) = (evaluation, curves)
    title =
      ([name ?? evaluation.model] + (evaluation.split.map { ["\($0.rawValue) split"] } ?? [])
      + ["n = \(evaluation.numRows)"]).joined(separator: ", ")
  }

  /// All of them, in the order in which an evaluation folder has them.
  public var all: [Figure] {
    [confusionMatrix, classScores, reliability, receiverOperating, precisionRecall, riskCoverage]
  }

  /// How often each class was taken for which, shaded by the share of the true class.
  public var confusionMatrix: Figure {
    ConfusionMatrixFigure(evaluation.confusionMatrix, title: title).figure
  }

  /// Precision, recall and F1 of each class.
  public var classScores: Figure {
    let intervals = evaluation.intervals?.perClass ?? []
    let groups = evaluation.perClass.enumerated().map { index, row in
      let interval = intervals.indices.contains(index) ? intervals[index] : nil
      return BarGroupsFigure.Group(
        name: row.emotion, note: "n = \(row.support)",
        values: [
          FigureValue(row.precision, interval?.precision),
          FigureValue(row.recall, interval?.recall), FigureValue(row.f1, interval?.f1),
        ])
    }
    return BarGroupsFigure(
      name: "per_class", title: title, series: ["precision", "recall", "F1"], groups: groups
    ).figure
  }

  /// Whether answers are right as often as they are sure; empty where only answers are known.
  public var reliability: Figure {
    let bins = (evaluation.calibration?.bins ?? []).map {
      ReliabilityFigure.Bin(
        confidence: $0.confidence, accuracy: FigureValue($0.accuracy), count: $0.count)
    }
    let note = evaluation.calibration.map { "ECE \(FigureValue($0.expectedError).text())" }
    return ReliabilityFigure(bins, title: title, note: note ?? "").figure
  }

  /// The ROC curve of each class against all others.
  public var receiverOperating: Figure {
    classCurves(.receiverOperating, \.receiverOperating, \.areaUnderROC)
  }

  /// Precision over recall of each class against all others.
  public var precisionRecall: Figure {
    classCurves(.precisionRecall, \.precisionRecall, \.averagePrecision)
  }

  /// How often answers are wrong when only the surest ones are given.
  public var riskCoverage: Figure {
    RiskCoverageFigure(
      [CurveSeries(name: evaluation.model, points: curves.riskCoverage)], title: title
    ).figure
  }

  private func classCurves(
    _ kind: ClassCurvesFigure.Kind, _ points: KeyPath<ClassCurve, [FigurePoint]>,
    _ score: KeyPath<ClassCurve, Double?>
  ) -> Figure {
    ClassCurvesFigure(
      kind,
      curves.classes.map { curve in
        ClassCurvesFigure.Curve(
          CurveSeries(name: curve.emotion, points: curve[keyPath: points]),
          score: curve[keyPath: score], chance: curve.share)
      }, title: title
    ).figure
  }
}
