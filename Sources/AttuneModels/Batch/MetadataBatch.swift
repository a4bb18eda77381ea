import Torch

/// Metadata of a batch as ids; 0 stands for unknown everywhere.
public struct MetadataBatch {
  /// Age, gender or timbre: `[B, 2]` int64, the speaker first.
  public var age: Tensor
  /// Gender, `[B, 2]` int64, the speaker first.
  public var gender: Tensor
  /// Voice timbre, `[B, 2]` int64, the speaker first.
  public var timbre: Tensor
  /// Profile ID plus 1, `[B, 2]` int64, the speaker first.
  public var profileID: Tensor
  /// Topic, `[B]` int64.
  public var topic: Tensor
  /// Event scenario of the annotated rationale, `[B]` int64.
  public var eventScenario: Tensor
  /// Emotion cause of the annotated rationale, `[B]` int64.
  public var emotionCause: Tensor
  /// Goal of the response in the annotated rationale, `[B]` int64.
  public var goalToResponse: Tensor

  /// Creates a batch of ids.
  public init(
    age: Tensor, gender: Tensor, timbre: Tensor, profileID: Tensor, topic: Tensor,
    eventScenario: Tensor, emotionCause: Tensor, goalToResponse: Tensor
  ) {
    self.age = age
    self.gender = gender
    self.timbre = timbre
    self.profileID = profileID
    self.topic = topic
    self.eventScenario = eventScenario
    self.emotionCause = emotionCause
    self.goalToResponse = goalToResponse
  }
}
