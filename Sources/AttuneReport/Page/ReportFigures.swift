import AttuneCore
import AttuneEvaluation

/// Draws what the page shows.
struct ReportFigures {
  let models: [ScoredModel]
  let best: ScoredModel
  let split: Split

  /// The figures in the order of the page; those that there are no data for are left out.
  ///
  /// - Throws: `GnuplotError` if one cannot be drawn.
  func drawn() throws -> [ReportFigure] {
    let gnuplot = try Gnuplot()
    return try wanted.compactMap { title, caption, figure in
      do throws(GnuplotError) {
        return ReportFigure(
          title: title, caption: caption, figure: figure, svg: try gnuplot.svg(of: figure))
      } catch .nothingToDraw {
        return nil
      }
    }
  }

  /// A figure under its title, with what one learns from it.
  private typealias Titled = (title: String, caption: String, figure: Figure)

  private var wanted: [Titled] {
    let figures = EvaluationFigures(best.evaluation, best.curves, name: best.name)
    var wanted: [Titled] = [
      (
        "All models",
        "Macro F1 of every model. The band is the interval of the single model that scores highest "
          + "here.", comparison
      ),
      (
        "Answering only when sure",
        "How often each model is wrong when it may stay silent where it is least sure.",
        risk
      ),
      (
        "Confidence",
        "\(best.name): whether it is right as often as it is sure. On the line it is; below it is "
          + "too sure. Where the bar below a point is small, few turns stand behind it.",
        figures.reliability
      ),
      (
        "Confusions",
        "\(best.name): which class was taken for which. A row sums to 100 %.",
        figures.confusionMatrix
      ),
      (
        "Each class",
        "\(best.name): precision (how often an answer is right), recall (how much of a class is "
          + "found) and F1, with 95 % intervals.", figures.classScores
      ),
      (
        "Finding a class against false alarms",
        "\(best.name): each class against all others; the dashed line is a guess.",
        figures.receiverOperating
      ),
      (
        "Finding a class against wrong answers",
        "\(best.name): precision over recall of each class; the dashed line is a guess.",
        figures.precisionRecall
      ),
    ]
    if let report = best.run.sensitivity {
      wanted.append(
        (
          "What each input is worth",
          "\(best.name): what it loses when a part of its input is taken away.",
          SensitivityFigures.ablation(report, name: best.name)
        ))
    }
    wanted.append(
      (
        "Worse inputs",
        "Accuracy as sounds, faces and words get worse.",
        SensitivityFigures.robustness(
          models.compactMap { model in model.run.robustness.map { (model.name, $0) } })
      ))
    return wanted + trainings
  }

  private var comparison: Figure {
    let rows =
      models.map {
        ComparisonFigure.Row(name: $0.name, kind: $0.isFusion ? .fusion : .model, score: $0.macroF1)
      }
      + best.baselines.map {
        ComparisonFigure.Row(
          name: $0.name, kind: .baseline, score: FigureValue($0.scores.macroF1))
      }
    return ComparisonFigure(
      rows, scoreName: "macro F1", title: "Models compared, \(split.rawValue) split"
    ).figure
  }

  private var risk: Figure {
    RiskCoverageFigure(
      models.map { CurveSeries(name: $0.name, points: $0.curves.riskCoverage) },
      title: "Risk over coverage, \(split.rawValue) split"
    ).figure
  }

  private var trainings: [Titled] {
    models.filter { !$0.run.epochs.isEmpty }.map { model in
      (
        "Training of \(model.name)", "Loss and scores, epoch by epoch.",
        TrainingCurvesFigure(model.run.epochs, title: "\(model.name), training").figure
      )
    }
  }
}
