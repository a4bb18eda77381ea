/// A conversation as AvaMERG's raw file spells it.
struct RawRecord: Encodable, Sendable {
  struct Profile: Encodable, Sendable {
    let age: String
    let gender: String
    let timbre: String
    let id: Int

    enum CodingKeys: String, CodingKey {
      case age, gender, timbre
      case id = "ID"
    }
  }

  struct Line: Encodable, Sendable {
    let index: Int
    let role: String
    let utterance: String
  }

  struct Rationale: Encodable, Sendable {
    let speakerEmotion: String
    let eventScenario: String
    let emotionCause: String
    let goalToResponse: String

    enum CodingKeys: String, CodingKey {
      case speakerEmotion = "speaker_emotion"
      case eventScenario = "event_scenario"
      case emotionCause = "emotion_cause"
      case goalToResponse = "goal_to_response"
    }
  }

  struct Turn: Encodable, Sendable {
    let id: String
    let context: String
    let dialogueHistory: [Line]
    let response: String
    let rationale: Rationale

    enum CodingKeys: String, CodingKey {
      case id = "turn_id"
      case context, response
      case dialogueHistory = "dialogue_history"
      case rationale = "chain_of_empathy"
    }
  }

  let id: String
  let speaker: Profile
  let listener: Profile
  let topic: String
  let turns: [Turn]

  enum CodingKeys: String, CodingKey {
    case id = "conversation_id"
    case speaker = "speaker_profile"
    case listener = "listener_profile"
    case topic, turns
  }
}
