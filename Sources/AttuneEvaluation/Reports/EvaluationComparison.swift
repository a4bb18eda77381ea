import AttuneCore

/// Several evaluations side by side, with what a constant answer and metadata alone score below them.
public struct EvaluationComparison: Sendable {
  /// The evaluations in the order in which they are shown.
  public let evaluations: [Evaluation]

  /// Creates a comparison.
  public init(_ evaluations: [Evaluation]) {
    self.evaluations = evaluations
  }

  /// The best constant answer, and what metadata alone score, for each different set of rows.
  var baselines: [(name: String, numRows: Int, scores: Scores)] {
    var seen: Set<[Int]> = []
    return evaluations.filter { seen.insert($0.confusionMatrix.supports).inserted }
      .flatMap { evaluation in
        let majority = evaluation.majorityBaseline
        return [("always \(majority.emotion)", evaluation.numRows, majority.scores)]
          + (evaluation.metadataBaseline.map { [("metadata only", evaluation.numRows, $0.scores)] }
            ?? [])
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
