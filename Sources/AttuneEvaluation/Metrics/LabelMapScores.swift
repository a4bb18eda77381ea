import AttuneCore

/// What a table scores under one map of an annotation's words to classes.
public struct LabelMapScores: Codable, Sendable, Hashable {
  /// The map.
  public let map: LabelMapReference
  /// Rows with a label under the map.
  public let numRows: Int
  /// The figures.
  public let scores: Scores
  /// Where they may lie, or `nil` where nothing was resampled.
  public let intervals: ScoreIntervals?

  enum CodingKeys: String, CodingKey {
    case map, scores, intervals
    case numRows = "num_rows"
  }

  /// Scores a table that was mapped.
  ///
  /// - Throws: ``EvaluationError`` if the table breaks its schema or no row has a label.
  public init(
    _ table: PredictionTable, map: LabelMapReference, _ resampling: Resampling?
  ) throws(EvaluationError) {
    let rows = try table.labelledRows()
    self.map = map
    numRows = rows.count
    scores = ConfusionMatrix(rows, classes: table.classes).scores
    intervals = resampling.map {
      ScoreIntervals(rows, classes: table.classes, losses: nil, $0)
    }
  }
}
