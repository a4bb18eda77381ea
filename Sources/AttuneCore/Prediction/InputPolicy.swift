/// What a model may see of a conversation beside sound and picture.
public struct InputPolicy: Codable, Sendable, Hashable {
  /// The situation text.
  public var context: Bool
  /// Utterances before the labelled one.
  public var dialogue: Bool
  /// The listener's gold reply, which lies in the future.
  public var response: Bool
  /// Age, gender and timbre of both people.
  public var profiles: Bool
  /// The number of each profile.
  public var profileID: Bool
  /// The topic.
  public var topic: Bool
  /// The annotation's own texts, which describe the label.
  public var rationale: Bool

  enum CodingKeys: String, CodingKey {
    case context, dialogue, response, profiles
    case profileID = "profile_id"
    case topic, rationale
  }

  /// Creates a policy.
  public init(
    context: Bool, dialogue: Bool, response: Bool, profiles: Bool, profileID: Bool, topic: Bool,
    rationale: Bool
  ) {
    self.context = context
    self.dialogue = dialogue
    self.response = response
    self.profiles = profiles
    self.profileID = profileID
    self.topic = topic
    self.rationale = rationale
  }

  /// Nothing that knows the label or the future: no response, profile number or rationale.
  public static let honest = InputPolicy(
    context: true, dialogue: true, response: false, profiles: true, profileID: false, topic: true,
    rationale: false)

  /// Everything that the reference system sees, what leaks the label included.
  public static let reference = InputPolicy(
    context: true, dialogue: true, response: true, profiles: true, profileID: true, topic: true,
    rationale: true)
}
