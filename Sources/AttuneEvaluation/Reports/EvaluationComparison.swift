import AttuneCore

/// Several evaluations side by side, with what a constant answer and metadata alone score below them.
public struct EvaluationComparison: Sendable {
  /// The evaluations in the order in which they are shown.
  public let evaluations: [Evaluation]

  /// Creates a comparison.
  public init(_ evaluations: [Evaluation]) {
    self.evaluations = evaluations
  }

  /// What a model of some rows must beat.
  struct Baseline {
    let name: String
    let split: Split?
    let numRows: Int
    let scores: Scores
  }

  /// The best constant answer, and what metadata alone score, for each different set of rows.
  var baselines: [Baseline] {
    var seen: [Split?: Set<[Int]>] = [:]
    return evaluations.flatMap { evaluation -> [Baseline] in
      let supports = evaluation.confusionMatrix.supports
      guard seen[evaluation.split, default: []].insert(supports).inserted else { return [] }
      let majority = evaluation.majorityBaseline
      let baselines =
        [("always \(majority.emotion)", majority.scores)]
        + (evaluation.metadataBaseline.map { [("metadata only", $0.scores)] } ?? [])
      return baselines.map {
        Baseline(name: $0, split: evaluation.split, numRows: evaluation.numRows, scores: $1)
      }
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
    for row in baselines { table.add(cells(row.name, row.split, row.numRows, row.scores)) }
    var lines = table.lines()
    if splits.count == 1, let split = evaluations.first?.split {
      lines.insert("Scores on the \(split.rawValue) split", at: 0)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
