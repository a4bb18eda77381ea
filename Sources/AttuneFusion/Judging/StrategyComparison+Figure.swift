import AttuneEvaluation

extension StrategyComparison {
  /// The macro F1 of the models, the strategies and the oracle beside each other, on the test split
  /// where there is one.
  ///
  /// - Parameter fitted: What the rows are that were fitted, as `validation`.
  public func figure(fitted: String) -> Figure {
    let hasTest = entries.contains { $0.test != nil }
    let rows = entries.compactMap { entry -> ComparisonFigure.Row? in
      guard let scores = hasTest ? entry.test : entry.fitting else { return nil }
      let kind: ComparisonFigure.Kind =
        entry.strategy != nil ? .fusion : entry.name == "oracle" ? .oracle : .model
      return ComparisonFigure.Row(
        name: entry.name, kind: kind, score: FigureValue(scores.macroF1, scores.macroF1Interval))
    }
    return ComparisonFigure(
      rows, scoreName: "macro F1", title: "Fusion compared, \(hasTest ? "test" : fitted) split"
    ).figure
  }
}
