import AttuneCore

/// Several evaluations side by side, with the majority-class baseline below them.
public struct EvaluationComparison: Sendable {
  /// The evaluations in the order in which they are shown.
  public let evaluations: [Evaluation]

  /// Creates a comparison.
  public init(_ evaluations: [Evaluation]) {
    self.evaluations = evaluations
  }

  /// The best constant answer for each different set of rows that was scored.
  var baselines: [(name: String, numRows: Int, scores: Scores)] {
    var seen: Set<[Int]> = []
    return evaluations.compactMap { evaluation in
      guard seen.insert(evaluation.confusionMatrix.supports).inserted else { return nil }
      let baseline = evaluation.majorityBaseline
      return ("always \(baseline.emotion)", evaluation.numRows, baseline.scores)
    }
  }

  /// An aligned table for a terminal, ending with a line break.
  ///
  /// Columns: model, rows scored (`n`), accuracy, macro F1, unweighted average recall.
  public var text: String {
    let splits = Set(evaluations.map(\.split))
    var table = TextTable(
      header: ["model"] + (splits.count > 1 ? ["split"] : [])
        + ["n", "accuracy", "macro F1", "UAR"])
    func cells(_ name: String, _ split: Split?, _ numRows: Int, _ scores: Scores) -> [String] {
      [name] + (splits.count > 1 ? [split?.rawValue ?? ""] : [])
        + [
          "\(numRows)", TextTable.score(scores.accuracy), TextTable.score(scores.macroF1),
          TextTable.score(scores.unweightedAverageRecall),
        ]
    }
    for row in evaluations { table.add(cells(row.model, row.split, row.numRows, row.scores)) }
    for row in baselines { table.add(cells(row.name, nil, row.numRows, row.scores)) }
    var lines = table.lines()
    if splits.count == 1, let split = evaluations.first?.split {
      lines.insert("Scores on the \(split.rawValue) split", at: 0)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
