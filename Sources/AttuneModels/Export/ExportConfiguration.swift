import AttuneCore
import AttuneCorpus
import AttuneMedia

/// `config.json` of an exported model: all that rebuilds its network and its inputs elsewhere.
struct ExportConfiguration: Encodable {
  /// The strings of the metadata fields, in the order of their ids from 1; id 0 is unknown.
  struct Fields: Encodable {
    let age = SpeakerProfile.Age.allCases.map(\.rawValue)
    let gender = SpeakerProfile.Gender.allCases.map(\.rawValue)
    let timbre = SpeakerProfile.Timbre.allCases.map(\.rawValue)
    let topic: [String]
    let eventScenario: [String]
    let emotionCause: [String]
    let goalToResponse: [String]

    enum CodingKeys: String, CodingKey {
      case age, gender, timbre, topic
      case eventScenario = "event_scenario"
      case emotionCause = "emotion_cause"
      case goalToResponse = "goal_to_response"
    }
  }

  /// Raised whenever the keys or the parameter paths change their meaning.
  let formatVersion = 1
  let attuneVersion = AttuneCore.attuneVersion
  let modelType: String
  let sampleRate = AudioClip.sampleRate
  let roles = Utterance.Role.allCases.map(\.rawValue)
  let fields: Fields
  let pipeline: PipelineConfiguration

  enum CodingKeys: String, CodingKey {
    case formatVersion = "attune_export"
    case attuneVersion = "attune_version"
    case modelType = "model_type"
    case sampleRate = "sample_rate"
    case roles, fields, pipeline
  }

  init(_ pipeline: PipelineConfiguration, _ vocabularies: Vocabularies) {
    modelType = "attune_\(pipeline.model.kind.rawValue)"
    fields = Fields(
      topic: vocabularies.topic.entries, eventScenario: vocabularies.eventScenario.entries,
      emotionCause: vocabularies.emotionCause.entries,
      goalToResponse: vocabularies.goalToResponse.entries)
    self.pipeline = pipeline
  }

  /// The pipeline's own sections stand beside the other keys.
  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(formatVersion, forKey: .formatVersion)
    try values.encode(attuneVersion, forKey: .attuneVersion)
    try values.encode(modelType, forKey: .modelType)
    try values.encode(sampleRate, forKey: .sampleRate)
    try values.encode(roles, forKey: .roles)
    try values.encode(fields, forKey: .fields)
    try pipeline.encode(to: encoder)
  }
}
