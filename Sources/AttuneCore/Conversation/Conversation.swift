/// The turns of two people; the emotion of the one called speaker is labelled.
public struct Conversation: Sendable, Hashable {
  /// The id in the data; not unique, a few stand twice.
  public var id: String
  /// Which record of this id it is, from 1.
  public var occurrence: Int
  /// The person whose emotion is labelled.
  public var speaker: SpeakerProfile?
  /// The other person.
  public var listener: SpeakerProfile?
  /// What they talk about.
  public var topic: String?
  /// The turns, each repeating the dialogue of the one before.
  public var turns: [Turn]

  /// Creates a conversation.
  public init(
    id: String, occurrence: Int = 1, speaker: SpeakerProfile? = nil,
    listener: SpeakerProfile? = nil, topic: String? = nil, turns: [Turn]
  ) {
    self.id = id
    self.occurrence = occurrence
    self.speaker = speaker
    self.listener = listener
    self.topic = topic
    self.turns = turns
  }

  /// The unique name in tables: the id, with `#2` and so on for later records of the same id.
  public var key: String { occurrence == 1 ? id : "\(id)#\(occurrence)" }
}
