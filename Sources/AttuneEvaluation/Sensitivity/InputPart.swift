import AttuneCore

/// A part of what a model may see of a conversation turn, small enough to be changed alone.
public enum InputPart: String, CaseIterable, Codable, Sendable, Hashable {
  /// The sounds of the utterances.
  case audio
  /// The faces of the utterances.
  case video
  /// The words of the situation and of all utterances.
  case text
  /// All metadata: both profiles, the topic and the annotation's texts.
  case metadata
  /// The situation alone.
  case context
  /// The words of the utterances alone.
  case dialogue
  /// The listener's gold reply: its words, sound and faces.
  case response
  /// Both people's age groups.
  case age
  /// Both people's genders.
  case gender
  /// Both people's pitches.
  case timbre
  /// Both people's profile numbers.
  case profileID = "profile_id"
  /// The topic.
  case topic
  /// The annotation's text on what happened.
  case eventScenario = "event_scenario"
  /// The annotation's text on why the speaker feels so.
  case emotionCause = "emotion_cause"
  /// The annotation's text on what the reply shall reach.
  case goalToResponse = "goal_to_response"

  /// The part that is all of a modality.
  public init(_ modality: Modality) {
    switch modality {
    case .audio: self = .audio
    case .video: self = .video
    case .text: self = .text
    case .metadata: self = .metadata
    }
  }

  /// The modality that the part belongs to.
  public var modality: Modality {
    switch self {
    case .audio: .audio
    case .video: .video
    case .text, .context, .dialogue, .response: .text
    case .metadata, .age, .gender, .timbre, .profileID, .topic, .eventScenario, .emotionCause,
      .goalToResponse:
      .metadata
    }
  }

  /// Whether an input policy lets any of the part in; sound and faces depend on the model alone.
  public func isSeen(under policy: InputPolicy) -> Bool {
    switch self {
    case .audio, .video, .text: true
    case .metadata: policy.profiles || policy.profileID || policy.topic || policy.rationale
    case .context: policy.context
    case .dialogue: policy.dialogue
    case .response: policy.response
    case .age, .gender, .timbre: policy.profiles
    case .profileID: policy.profiles && policy.profileID
    case .topic: policy.topic
    case .eventScenario, .emotionCause, .goalToResponse: policy.rationale
    }
  }
}
