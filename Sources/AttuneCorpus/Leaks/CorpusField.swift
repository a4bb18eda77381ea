import AttuneCore

/// A part of a record, or of its media, that could tell the label.
public enum CorpusField: String, CaseIterable, Codable, Sendable {
  /// The situation.
  case context
  /// The utterance whose emotion is labelled.
  case utterance
  /// What the speaker said before it.
  case speakerHistory = "speaker_history"
  /// What the listener said before it.
  case listenerHistory = "listener_history"
  /// The listener's gold reply.
  case response
  /// The topic.
  case topic
  /// What happened, in the annotator's words.
  case eventScenario = "event_scenario"
  /// Why the speaker feels so, in the annotator's words.
  case emotionCause = "emotion_cause"
  /// What the reply is meant to reach, in the annotator's words.
  case goalToResponse = "goal_to_response"
  /// Age group of the speaker.
  case speakerAge = "speaker_age"
  /// Gender of the speaker.
  case speakerGender = "speaker_gender"
  /// Pitch of the speaker's voice.
  case speakerTimbre = "speaker_timbre"
  /// Profile number of the speaker.
  case speakerProfileID = "speaker_profile_id"
  /// Age group of the listener.
  case listenerAge = "listener_age"
  /// Gender of the listener.
  case listenerGender = "listener_gender"
  /// Pitch of the listener's voice.
  case listenerTimbre = "listener_timbre"
  /// Profile number of the listener.
  case listenerProfileID = "listener_profile_id"
  /// The conversation's id.
  case conversationID = "conversation_id"
  /// Folder and name of the labelled utterance's sound, each number in it as `#`.
  case audioPath = "audio_path"
  /// Bytes of that file.
  case audioBytes = "audio_bytes"
  /// Its sample rate in Hz.
  case audioSampleRate = "audio_sample_rate"
  /// Its length in seconds.
  case audioSeconds = "audio_seconds"
  /// Folder and name of the labelled utterance's video, each number in it as `#`.
  case videoPath = "video_path"
  /// Bytes of that file.
  case videoBytes = "video_bytes"
  /// Its length in seconds.
  case videoSeconds = "video_seconds"

  /// The key of the input policy's switch that takes it from a model, or `nil` where there is none.
  public var policyKey: String? {
    switch self {
    case .context: "context"
    case .speakerHistory, .listenerHistory: "dialogue"
    case .response: "response"
    case .topic: "topic"
    case .eventScenario, .emotionCause, .goalToResponse: "rationale"
    case .speakerAge, .speakerGender, .speakerTimbre, .listenerAge, .listenerGender,
      .listenerTimbre:
      "profiles"
    case .speakerProfileID, .listenerProfileID: "profile_id"
    case .utterance, .conversationID, .audioPath, .audioBytes, .audioSampleRate, .audioSeconds,
      .videoPath, .videoBytes, .videoSeconds:
      nil
    }
  }

  /// Whether a model can learn from it: what the policy lets in, and what no policy keeps out.
  public func isAdmitted(by policy: InputPolicy) -> Bool {
    switch self {
    case .context: policy.context
    case .speakerHistory, .listenerHistory: policy.dialogue
    case .response: policy.response
    case .topic: policy.topic
    case .eventScenario, .emotionCause, .goalToResponse: policy.rationale
    case .speakerAge, .speakerGender, .speakerTimbre, .listenerAge, .listenerGender,
      .listenerTimbre:
      policy.profiles
    case .speakerProfileID, .listenerProfileID: policy.profiles && policy.profileID
    case .utterance, .audioSampleRate, .audioSeconds, .videoSeconds: true
    case .conversationID, .audioPath, .audioBytes, .videoPath, .videoBytes: false
    }
  }
}
