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
  /// Records whose last turn has no utterance to recognise: its dialogue is empty or absent.
  public var recordsWithoutDialogue = 0
  /// What each split holds.
  public var splits: [String: SplitCounts] = [:]
  /// Records that belong to no split.
  public var unassigned = 0
  /// Ids that stand more than once, and how often.
  public var duplicateIDs: [String: Int] = [:]
  /// Ids that stand in two of the data's own split files, in alphabetical order.
  public var sharedIDs: [SharedID] = []
  /// What was found of each kind of medium, those in quarantine included.
  public var media: [String: MediaCounts] = [:]
  /// Media that are not in order, in the order of their paths; missing ones are only counted.
  public var findings: [Finding] = []
  /// Conversations that the quarantine leaves out.
  public var quarantinedConversations = 0
  /// Media that the quarantine counts as missing.
  public var quarantinedMedia = 0
  /// What tells a model the label, and what the splits share.
  public var leaks: LeakReport

  enum CodingKeys: String, CodingKey {
    case layout
    case splitSource = "split_source"
    case labelMap = "label_map"
    case records, conversations, turns, utterances
    case recordsWithoutTurns = "records_without_turns"
    case recordsWithoutLabel = "records_without_label"
    case recordsWithLateStart = "records_with_late_start"
    case recordsWithoutDialogue = "records_without_dialogue"
    case splits, unassigned
    case duplicateIDs = "duplicate_ids"
    case sharedIDs = "shared_ids"
    case media, findings
    case quarantinedConversations = "quarantined_conversations"
    case quarantinedMedia = "quarantined_media"
    case leaks
  }
}
