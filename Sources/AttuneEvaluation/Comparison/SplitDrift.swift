/// Whether a model scores differently on validation and on test than chance allows.
///
/// A great difference says that the splits are not alike, or that too much was chosen on validation.
public struct SplitDrift: Codable, Sendable, Hashable {
  /// Name of the model.
  public let model: String
  /// Differences test less validation; each split's conversations are resampled on their own.
  ///
  /// The corrected probabilities are Holm's over the scores.
  public let differences: [ScoreDifference]

  /// Whether any score differs by more than chance allows: a corrected probability below 5 %.
  public var isAlarming: Bool { differences.contains { ($0.adjustedPValue ?? $0.pValue) < 0.05 } }

  /// Compares two tables of one model, of different rows.
  ///
  /// - Throws: ``EvaluationError`` if a table breaks its schema, has no label, or their classes differ.
  public init(
    validation: PredictionTable, test: PredictionTable, _ resampling: Resampling = Resampling()
  ) throws(EvaluationError) {
    guard Set(validation.classes) == Set(test.classes) else {
      throw .differentClasses(
        model: "\(validation.model), validation",
        only: validation.classes.filter { !test.classes.contains($0) },
        other: "\(test.model), test",
        onlyOther: test.classes.filter { !validation.classes.contains($0) })
    }
    // Other streams for the second split, or both would draw alike.
    var other = resampling
    other.seed = resampling.seed &+ 1
    let first = try Side(validation, resampling)
    let second = try Side(test, other)
    model = test.model
    var differences = ComparedScore.allCases.enumerated().map { index, score in
      ScoreDifference(
        score, first: score.value(first.scores), second: score.value(second.scores),
        samples: zip(first.samples, second.samples).map { $1[index] - $0[index] })
    }
    let adjusted = Holm.adjusted(differences.map(\.pValue))
    for index in differences.indices { differences[index].adjustedPValue = adjusted[index] }
    self.differences = differences
  }

  /// One split, resampled.
  private struct Side {
    let scores: Scores
    let samples: [[Double]]

    init(_ table: PredictionTable, _ resampling: Resampling) throws(EvaluationError) {
      let rows = try table.labelledRows()
      let classes = table.classes
      scores = ConfusionMatrix(rows, classes: classes).scores
      let bootstrap = ConversationBootstrap(
        cells: rows.cells, conversations: rows.conversations,
        numCells: classes.count * classes.count)
      samples = bootstrap.map(resampling) { counts, _ in
        let scores = ConfusionMatrix(unchecked: classes, flat: counts[...]).scores
        return ComparedScore.allCases.map { $0.value(scores) }
      }
    }
  }
}
