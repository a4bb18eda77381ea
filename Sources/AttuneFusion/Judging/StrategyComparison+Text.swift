import AttuneCore
import AttuneEvaluation

extension StrategyComparison {
  /// An aligned table for a terminal, ending with a line break; the best strategy has a star.
  ///
  /// - Parameter fitted: What the rows are that were fitted, as `validation`.
  public func text(fitted: String) -> String {
    let hasTest = entries.contains { $0.test != nil }
    let figures = ["n", "accuracy", "macro F1", "UAR", "log loss"]
    var table = TextTable(
      header: ["", fitted] + Array(repeating: "", count: 4) + (hasTest ? ["test"] : []))
    table.add(["model"] + figures + (hasTest ? figures : []))
    for entry in entries {
      let mark = entry.strategy == best ? " *" : ""
      // Where no model is right the oracle has no distribution of its own to be judged by.
      let isOracle = entry.strategy == nil && entry.name == "oracle"
      func cells(_ scores: FusionScores) -> [String] {
        [
          "\(scores.numRows)", TextTable.score(scores.accuracy), TextTable.score(scores.macroF1),
          TextTable.score(scores.unweightedAverageRecall),
          isOracle ? "" : TextTable.score(scores.logLoss),
        ]
      }
      table.add([entry.name + mark] + cells(entry.fitting) + (entry.test.map(cells) ?? []))
    }
    var lines = table.lines()
    lines.append("")
    lines.append(
      "* best by \(metric.rawValue) on \(fitted); what is learned is judged on speakers, or where "
        + "they are unknown conversations, that it has not seen (at most \(numFolds) folds)")
    lines += gainLines(on: hasTest ? "test" : fitted)
    for omission in omissions {
      lines.append("left out: \(omission.strategy.rawValue): \(omission.reason)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension StrategyComparison {
  /// How much better than the best model each strategy is, and how sure that is.
  private func gainLines(on rows: String) -> [String] {
    let gains = entries.compactMap { entry in entry.gain.map { (entry.name, $0) } }
    guard let bestModel else {
      return ["", "no model to beat: no labelled row is one that all models have"]
    }
    guard let first = gains.first?.1 else { return [] }
    let isCorrected = first.adjustedMcNemarPValue != nil
    let holm = isCorrected ? ["Holm"] : []
    var table = TextTable(
      header: ["", "accuracy", "95 % interval", "McNemar p"] + holm
        + ["macro F1", "95 % interval", "p"] + holm)
    for (name, gain) in gains {
      guard let accuracy = gain.differences.first(where: { $0.score == .accuracy }),
        let macroF1 = gain.differences.first(where: { $0.score == .macroF1 })
      else { continue }
      func holm(_ value: Double?) -> [String] { value.map { [$0.probabilityText] } ?? [] }
      table.add(
        [
          name, accuracy.difference.signedText, accuracy.interval?.signedText ?? "",
          gain.mcNemar.pValue.probabilityText,
        ] + holm(gain.adjustedMcNemarPValue)
          + [
            macroF1.difference.signedText, macroF1.interval?.signedText ?? "",
            macroF1.pValue.probabilityText,
          ] + holm(macroF1.adjustedPValue))
    }
    return [
      "",
      "against \(bestModel.name), the best of \(bestModel.compared.joined(separator: ", ")) on the "
        + "\(bestModel.numRows) of \(bestModel.numFittedRows) fitted rows that all of them have: "
        + "differences on \(rows), \(first.numRows) rows of \(first.numConversations) conversations",
    ] + table.lines() + [""]
  }
}

extension ErrorDiversity {
  /// An aligned table for a terminal, ending with a line break.
  public var text: String {
    var table = TextTable(
      header: [
        "models", "both right", "only first", "only second", "both wrong", "disagreement", "Q",
        "correlation", "double fault",
      ])
    for pair in pairs {
      let measures = [pair.disagreement, pair.qStatistic, pair.correlation, pair.doubleFault]
      table.add(
        [
          pair.models.joined(separator: ", "), "\(pair.bothRight)", "\(pair.onlyFirstRight)",
          "\(pair.onlySecondRight)", "\(pair.bothWrong)",
        ] + measures.map { $0.map(TextTable.score) ?? "–" })
    }
    return table.lines().joined(separator: "\n") + "\n"
  }
}
