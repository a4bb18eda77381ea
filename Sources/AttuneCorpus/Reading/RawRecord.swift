import AttuneCore

/// One record of AvaMERG's raw file, as it stands there.
struct RawRecord: Decodable {
  let conversationID: String
  let speakerProfile: Profile?
  let listenerProfile: Profile?
  let topic: String?
  let turns: [RawTurn]

  enum CodingKeys: String, CodingKey {
    case conversationID = "conversation_id"
    case speakerProfile = "speaker_profile"
    case listenerProfile = "listener_profile"
    case topic, turns
  }

  struct RawTurn: Decodable {
    let turnID: String
    let context: String?
    let dialogueHistory: [RawUtterance]?
    let response: String?
    let annotation: Annotation?

    enum CodingKeys: String, CodingKey {
      case turnID = "turn_id"
      case context
      case dialogueHistory = "dialogue_history"
      case response
      case annotation = "chain_of_empathy"
    }
  }

  struct RawUtterance: Decodable {
    let index: Int
    let role: Word<Utterance.Role>
    let utterance: String
  }
}

/// A profile as both layouts write it.
struct Profile: Decodable {
  let age: Word<SpeakerProfile.Age>?
  let gender: Word<SpeakerProfile.Gender>?
  let timbre: Word<SpeakerProfile.Timbre>?
  let id: Int?

  enum CodingKeys: String, CodingKey {
    case age, gender, timbre
    case id = "ID"
  }

  var speakerProfile: SpeakerProfile {
    SpeakerProfile(age: age?.value, gender: gender?.value, timbre: timbre?.value, id: id)
  }
}

/// The annotation as both layouts write it.
struct Annotation: Decodable {
  let speakerEmotion: String?
  let eventScenario: String?
  let emotionCause: String?
  let goalToResponse: String?

  enum CodingKeys: String, CodingKey {
    case speakerEmotion = "speaker_emotion"
    case eventScenario = "event_scenario"
    case emotionCause = "emotion_cause"
    case goalToResponse = "goal_to_response"
  }

  var rationale: AnnotatedRationale {
    AnnotatedRationale(
      eventScenario: eventScenario, emotionCause: emotionCause, goalToResponse: goalToResponse)
  }
}
