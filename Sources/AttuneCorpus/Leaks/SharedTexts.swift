import AttuneCore

/// Texts of one split that stand in another one too, equal or nearly.
public struct SharedTexts: Codable, Sendable, Equatable {
  /// A text and its like.
  public struct Pair: Codable, Sendable, Equatable {
    /// Key of the measured split's conversation.
    public var conversation: String
    /// The field of the text in it.
    public var field: CorpusField
    /// The text.
    public var text: String
    /// Key of the other split's conversation.
    public var otherConversation: String
    /// The text there.
    public var otherText: String
    /// Jaccard index of their pairs of neighbouring words, 1 for equal words.
    public var jaccard: Double

    enum CodingKeys: String, CodingKey {
      case conversation, field, text
      case otherConversation = "other_conversation"
      case otherText = "other_text"
      case jaccard
    }
  }

  /// The split that is measured.
  public var measured: Split
  /// The split that it should share nothing with.
  public var other: Split
  /// Whether they are texts that a model can learn from, by the input policy.
  public var isAdmitted: Bool
  /// Distinct texts of the measured split that stand in the other one word by word.
  public var equal = 0
  /// Distinct texts that stand there nearly.
  public var nearlyEqual = 0
  /// Conversations of the measured split that have such a text.
  public var conversations = 0
  /// Conversations of the measured split.
  public var total: Int
  /// Of the first such conversations, a text each.
  public var examples: [Pair] = []

  /// Share of the measured split's conversations that have such a text, 0…1.
  public var share: Double { total > 0 ? Double(conversations) / Double(total) : 0 }

  enum CodingKeys: String, CodingKey {
    case measured, other
    case isAdmitted = "is_admitted"
    case equal
    case nearlyEqual = "nearly_equal"
    case conversations, total, examples
  }
}
