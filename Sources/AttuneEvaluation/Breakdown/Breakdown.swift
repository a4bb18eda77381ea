import AttuneCore

/// Scores of the groups that one attribute makes, which show who is served worse.
public struct Breakdown: Codable, Sendable, Hashable {
  /// One group.
  public struct Group: Codable, Sendable, Hashable {
    /// Value of the attribute, or a range of values.
    public let name: String
    /// Labelled rows.
    public let numRows: Int
    /// Correct rows ÷ all rows.
    public let accuracy: Double
    /// Mean recall of the classes that the group has.
    public let unweightedAverageRecall: Double
    /// 95 % interval of the accuracy.
    public let accuracyInterval: Interval?
    /// 95 % interval of the unweighted average recall.
    public let unweightedAverageRecallInterval: Interval?

    enum CodingKeys: String, CodingKey {
      case name, accuracy
      case numRows = "num_rows"
      case unweightedAverageRecall = "unweighted_average_recall"
      case accuracyInterval = "accuracy_interval"
      case unweightedAverageRecallInterval = "unweighted_average_recall_interval"
    }
  }

  /// How far the best group is ahead of the worst.
  public struct Gap: Codable, Sendable, Hashable {
    /// Name of the group with the highest accuracy.
    public let best: String
    /// Name of the group with the lowest accuracy.
    public let worst: String
    /// Difference of their accuracies.
    public let accuracy: Double
    /// 95 % interval of the difference of these two groups.
    public let interval: Interval?
  }

  /// Name of the attribute, or `has_` and a modality.
  public let attribute: String
  /// The groups, in their order.
  public let groups: [Group]
  /// Between the groups of ``minimumRows`` rows or more; `nil` where fewer than two are so large.
  public let gap: Gap?

  /// Smaller groups are shown, but no gap is made of them.
  public static let minimumRows = 10

  init(_ parts: RowGroups, _ rows: LabelledRows, _ resampling: Resampling?) {
    let size = rows.numClasses * 2
    let cells = rows.truths.indices.map { row in
      parts.groups[row] * Int32(size) + rows.truths[row] * 2
        + (rows.truths[row] == rows.answers[row] ? 1 : 0)
    }
    let numGroups = parts.names.count
    var counts = [Int](repeating: 0, count: numGroups * size)
    for cell in cells { counts[Int(cell)] += 1 }
    let scores = GroupScore.all(counts, numClasses: rows.numClasses)
    let samples =
      resampling.map {
        ConversationBootstrap(
          cells: cells, conversations: rows.conversations, numCells: numGroups * size
        ).map($0) { counts, _ in GroupScore.all(counts, numClasses: rows.numClasses) }
      } ?? []
    attribute = parts.attribute
    groups = scores.indices.map { group in
      Group(
        name: parts.names[group], numRows: scores[group].numRows,
        accuracy: scores[group].accuracy, unweightedAverageRecall: scores[group].recall,
        accuracyInterval: Interval(percentilesOf: samples.map { $0[group].accuracy }),
        unweightedAverageRecallInterval: Interval(percentilesOf: samples.map { $0[group].recall }))
    }
    let large = scores.indices.filter { scores[$0].numRows >= Self.minimumRows }
    guard large.count >= 2,
      let best = large.max(by: { scores[$0].accuracy < scores[$1].accuracy }),
      let worst = large.min(by: { scores[$0].accuracy < scores[$1].accuracy })
    else {
      gap = nil
      return
    }
    gap = Gap(
      best: parts.names[best], worst: parts.names[worst],
      accuracy: scores[best].accuracy - scores[worst].accuracy,
      interval: Interval(percentilesOf: samples.map { $0[best].accuracy - $0[worst].accuracy }))
  }

  /// The breakdowns by every attribute and modality that parts the rows, the known attributes first.
  ///
  /// A fifth of the resamples is drawn: a table may have a dozen attributes.
  static func all(
    _ rows: LabelledRows, of table: PredictionTable, _ resampling: Resampling?
  ) -> [Breakdown] {
    var resampling = resampling
    if let numResamples = resampling?.numResamples {
      resampling?.numResamples = max(100, numResamples / 5)
    }
    let names = table.rows.attributeNames.all
    // The annotation's word is the label itself.
    let codes = ordered(names.filter { $0 != "emotion_word" })
      .compactMap { names.firstIndex(of: $0) }
    let parts =
      codes.compactMap { RowGroups(code: $0, rows, of: table) }
      + Modality.allCases.compactMap { RowGroups($0, rows, of: table) }
    return parts.map { Breakdown($0, rows, resampling) }
  }

  /// Names of attributes, the known ones first, the others in alphabetical order.
  static func ordered(_ names: [String]) -> [String] {
    names.sorted {
      (known.firstIndex(of: $0) ?? known.count, $0)
        < (known.firstIndex(of: $1) ?? known.count, $1)
    }
  }

  private static let known = [
    "speaker_id", "speaker_age", "speaker_gender", "speaker_timbre", "topic", "turn_index",
    "num_turns", "audio_seconds", "signal_to_noise", "face_share", "num_words",
  ]
}
