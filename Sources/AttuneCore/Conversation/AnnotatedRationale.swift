/// The texts of the annotation that holds the label: they describe the emotion itself.
///
/// They have a type of their own so that no code can use them as if they were ordinary metadata.
public struct AnnotatedRationale: Codable, Sendable, Hashable {
  /// What happened, in the annotator's words.
  public var eventScenario: String?
  /// Why the speaker feels so, in the annotator's words.
  public var emotionCause: String?
  /// What the reply is meant to reach, in the annotator's words.
  public var goalToResponse: String?

  /// Creates a rationale.
  public init(
    eventScenario: String? = nil, emotionCause: String? = nil, goalToResponse: String? = nil
  ) {
    self.eventScenario = eventScenario
    self.emotionCause = emotionCause
    self.goalToResponse = goalToResponse
  }
}
