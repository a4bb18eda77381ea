import AttuneCore

/// One record of the reference layout: the last turn of a conversation with its media's names.
struct ReferenceRecord: Decodable {
  let conversationID: String
  let turn: ReferenceTurn
  let speakerProfile: Profile?
  let listenerProfile: Profile?
  let topic: String?

  enum CodingKeys: String, CodingKey {
    case conversationID = "conversation_id"
    case turn
    case speakerProfile = "speaker_profile"
    case listenerProfile = "listener_profile"
    case topic
  }

  struct ReferenceTurn: Decodable {
    let turnID: String
    let context: String?
    let dialogue: [ReferenceUtterance]
    let annotation: Annotation?

    enum CodingKeys: String, CodingKey {
      case turnID = "turn_id"
      case context, dialogue
      case annotation = "chain_of_empathy"
    }
  }

  struct ReferenceUtterance: Decodable {
    let index: Int
    let role: Word<Utterance.Role>
    let text: String
    let audioName: String?
    let audioPath: String?
    let videoName: String?
    let videoPath: String?

    enum CodingKeys: String, CodingKey {
      case index, role, text
      case audioName = "audio_name"
      case audioPath = "audio_path"
      case videoName = "video_name"
      case videoPath = "video_path"
    }
  }
}
