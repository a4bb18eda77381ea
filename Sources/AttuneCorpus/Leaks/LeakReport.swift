import AttuneCore

/// What in a corpus tells a model the label, and what its splits share.
public struct LeakReport: Codable, Sendable, Equatable {
  /// What the model may see; the severities are about it.
  public var inputs: InputPolicy
  /// Labelled conversations.
  public var labelled: Int
  /// Whether any utterance names a sound or a video, so that voices and faces can be known again.
  public var hasMedia: Bool
  /// Ids that two splits share.
  public var sharedConversations: [SplitOverlap]
  /// Dialogues of ten words or more that two splits share under different ids.
  public var sharedDialogues: [SplitOverlap]
  /// Profile numbers of speakers that two splits share.
  public var sharedSpeakers: [SplitOverlap]
  /// What the profile numbers stand for.
  public var profileNumbers: ProfileNumbers
  /// Equal or nearly equal texts that two splits share.
  public var sharedTexts: [SharedTexts]
  /// How often the texts name their own label.
  public var emotionWords: [EmotionWordUse]
  /// What each field alone tells of the label.
  public var fields: [FieldTell]
  /// Whether the splits have the same shares of the classes and words.
  public var classShifts: [ClassShift]
  /// All that is worth telling, the worst first.
  public var findings: [LeakFinding]

  /// The findings of one severity.
  public func findings(_ severity: LeakSeverity) -> [LeakFinding] {
    findings.filter { $0.severity == severity }
  }

  enum CodingKeys: String, CodingKey {
    case inputs, labelled
    case hasMedia = "has_media"
    case sharedConversations = "shared_conversations"
    case sharedDialogues = "shared_dialogues"
    case sharedSpeakers = "shared_speakers"
    case profileNumbers = "profile_numbers"
    case sharedTexts = "shared_texts"
    case emotionWords = "emotion_words"
    case fields
    case classShifts = "class_shifts"
    case findings
  }
}
