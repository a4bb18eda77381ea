import AttuneCore

/// Two models on the same rows: which is better, and how sure that is.
public struct PairedComparison: Codable, Sendable, Hashable {
  /// Name of the first model.
  public let first: String
  /// Name of the second model.
  public let second: String
  /// The rows that both have, with a label.
  public let numRows: Int
  /// The conversations that were resampled.
  public let numConversations: Int
  /// Rows that one of them lacks, or that have no label.
  public let numLeftOut: Int
  /// Whether both are right equally often.
  public internal(set) var mcNemar: McNemarTest
  /// McNemar's probability after Holm's correction, where several comparisons were made together.
  public internal(set) var adjustedMcNemarPValue: Double?
  /// The differences of the scores, the same conversations resampled for both.
  public internal(set) var differences: [ScoreDifference]

  enum CodingKeys: String, CodingKey {
    case first, second, differences
    case numRows = "num_rows"
    case numConversations = "num_conversations"
    case numLeftOut = "num_left_out"
    case mcNemar = "mcnemar"
    case adjustedMcNemarPValue = "adjusted_mcnemar_p"
  }

  /// Compares two tables on the rows that they have in common.
  ///
  /// - Throws: ``EvaluationError`` if they cannot be compared.
  public init(
    _ first: PredictionTable, _ second: PredictionTable, _ resampling: Resampling = Resampling()
  ) throws(EvaluationError) {
    let tables = try AlignedTables([first, second])
    self.init(tables, 0, 1, names: [first.model, second.model], resampling)
  }

  init(
    _ tables: AlignedTables, _ first: Int, _ second: Int, names: [String], _ resampling: Resampling
  ) {
    (self.first, self.second) = (names[first], names[second])
    numRows = tables.count
    numLeftOut = tables.numLeftOut
    var (onlyFirst, onlySecond) = (0, 0)
    for row in 0..<tables.count {
      let isRight = (
        tables.answers[first][row] == tables.truths[row],
        tables.answers[second][row] == tables.truths[row]
      )
      if isRight.0 && !isRight.1 { onlyFirst += 1 }
      if isRight.1 && !isRight.0 { onlySecond += 1 }
    }
    mcNemar = McNemarTest(numOnlyFirst: onlyFirst, numOnlySecond: onlySecond)
    let bootstrap = tables.bootstrap([first, second])
    numConversations = bootstrap.numConversations
    let samples = bootstrap.map(resampling) { counts, _ in
      let (one, other) = (tables.scores(0, in: counts), tables.scores(1, in: counts))
      return ComparedScore.allCases.map { $0.value(other) - $0.value(one) }
    }
    let scores = (tables.matrix(first).scores, tables.matrix(second).scores)
    differences = ComparedScore.allCases.enumerated().map { index, score in
      ScoreDifference(
        score, first: score.value(scores.0), second: score.value(scores.1),
        samples: samples.map { $0[index] })
    }
  }
}
