import AttuneCore

/// What an audit found in a corpus.
public struct AuditReport: Codable, Sendable, Equatable {
  /// How the files lie.
  public var layout: Corpus.Layout
  /// Where the splits come from.
  public var splitSource: Corpus.SplitSource
  /// The map that gave the words their classes.
  public var labelMap: String
  /// Records in the files, without those in quarantine.
  public var records = 0
  /// Distinct conversation ids.
  public var conversations = 0
  /// Turns in all records.
  public var turns = 0
  /// Utterances in the records' last turns, gold responses included.
  public var utterances = 0
  /// Records whose list of turns is empty.
  public var recordsWithoutTurns = 0
  /// Records whose last turn has no label.
  public var recordsWithoutLabel = 0
  /// Records whose first turn is not turn 0.
  public var recordsWithLateStart = 0
  /// What each split holds.
  public var splits: [String: SplitCounts] = [:]
  /// Records that belong to no split.
  public var unassigned = 0
  /// Ids that stand more than once, and how often.
  public var duplicateIDs: [String: Int] = [:]
  /// Texts of ten words or more that stand in two splits.
  public var sharedTexts = SharedTexts()
  /// Situations that name one of the label map's words.
  public var contextsWithEmotionWord = 0
  /// Situations there are.
  public var contexts = 0
  /// What was found of each kind of medium.
  public var media: [String: MediaCounts] = [:]
  /// Media that are not in order, in the order of their paths; missing ones are only counted.
  public var findings: [Finding] = []
  /// What is in quarantine already.
  public var quarantined = 0

  /// What one split holds.
  public struct SplitCounts: Codable, Sendable, Equatable {
    /// Records.
    public var records = 0
    /// Labelled records of each class.
    public var classes: [String: Int] = [:]
    /// Labelled records of each word.
    public var words: [String: Int] = [:]
  }

  /// Texts that stand in two splits.
  public struct SharedTexts: Codable, Sendable, Equatable {
    /// How many distinct texts.
    public var count = 0
    /// The first of them in alphabetical order.
    public var examples: [String] = []
  }

  /// What was found of one kind of medium.
  public struct MediaCounts: Codable, Sendable, Equatable {
    /// Media that the records name.
    public var expected = 0
    /// How many are in each condition, by its name.
    public var conditions: [String: Int] = [:]
    /// Seconds of all that decode.
    public var totalSeconds = 0.0
    /// Seconds of the shortest.
    public var shortestSeconds: Double?
    /// Seconds of the longest.
    public var longestSeconds: Double?

    enum CodingKeys: String, CodingKey {
      case expected, conditions
      case totalSeconds = "total_seconds"
      case shortestSeconds = "shortest_seconds"
      case longestSeconds = "longest_seconds"
    }
  }

  /// One medium that is not in order.
  public struct Finding: Codable, Sendable, Equatable {
    /// Path relative to the corpus.
    public var path: String
    /// What was looked for in it.
    public var modality: Modality
    /// Name of the condition.
    public var condition: String
    /// Details in words.
    public var detail: String?
  }

  enum CodingKeys: String, CodingKey {
    case layout
    case splitSource = "split_source"
    case labelMap = "label_map"
    case records, conversations, turns, utterances
    case recordsWithoutTurns = "records_without_turns"
    case recordsWithoutLabel = "records_without_label"
    case recordsWithLateStart = "records_with_late_start"
    case splits, unassigned
    case duplicateIDs = "duplicate_ids"
    case sharedTexts = "shared_texts"
    case contextsWithEmotionWord = "contexts_with_emotion_word"
    case contexts, media, findings, quarantined
  }
}
