import AttuneCore

/// One thing that tells a model the label, or that test shares with train.
public struct LeakFinding: Codable, Sendable, Equatable {
  /// What was found; the names are stable.
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// One id in two splits.
    case sharedConversation = "shared_conversation"
    /// The same dialogue in two splits under two ids.
    case sharedDialogue = "shared_dialogue"
    /// One profile number in two splits.
    case sharedSpeaker = "shared_speaker"
    /// Equal or nearly equal texts in two splits.
    case sharedText = "shared_text"
    /// A field that alone tells the label.
    case tellingField = "telling_field"
    /// A text that names its own label.
    case emotionWords = "emotion_words"
    /// Two splits whose classes differ by more than chance.
    case classShift = "class_shift"
  }

  /// What was found.
  public var kind: Kind
  /// How much it matters for the inputs that were asked about.
  public var severity: LeakSeverity
  /// Where, if in one field.
  public var field: CorpusField?
  /// The two splits, if it is between splits; the one that is measured first.
  public var splits: [Split]
  /// One line: what, where, what to do.
  public var message: String

  /// Creates a finding.
  public init(
    kind: Kind, severity: LeakSeverity, field: CorpusField? = nil, splits: [Split] = [],
    message: String
  ) {
    self.kind = kind
    self.severity = severity
    self.field = field
    self.splits = splits
    self.message = message
  }
}
