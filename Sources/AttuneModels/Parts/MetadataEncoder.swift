import AttuneCore
import Torch
import TorchNN

/// Turns metadata into one vector: what the input policy leaves out has no table at all.
///
/// Keys: `age`, `gender`, `timbre` (speaker and listener share them), `speaker_id`, `listener_id`,
/// `topic`, `event_scenario`, `emotion_cause`, `goal_to_response`, each with `.weight`.
struct MetadataEncoder {
  /// Gives the ids of one field, `[B]`.
  private typealias IDs = (MetadataBatch) throws(TorchError) -> Tensor

  private var fields: [(table: MetadataTable, ids: IDs)] = []

  /// Makes the tables, or returns `nil` where the policy leaves no metadata.
  init?(
    _ configuration: MetadataConfiguration, _ inputs: InputPolicy, _ scope: ParameterScope
  ) throws {
    if inputs.profiles { try addProfiles(configuration, scope) }
    if inputs.profiles, inputs.profileID {
      for (index, name) in ["speaker_id", "listener_id"].enumerated() {
        let table = try MetadataTable(
          configuration.numProfileIDs, configuration.profileIDSize, scope[name])
        add(table) { batch throws(TorchError) in try batch.profileID.select(dim: 1, index: index) }
      }
    }
    let size = configuration.fieldSize
    if inputs.topic {
      add(try MetadataTable(configuration.topic, size, scope["topic"])) { $0.topic }
    }
    if inputs.rationale {
      add(try MetadataTable(configuration.eventScenario, size, scope["event_scenario"])) {
        $0.eventScenario
      }
      add(try MetadataTable(configuration.emotionCause, size, scope["emotion_cause"])) {
        $0.emotionCause
      }
      add(try MetadataTable(configuration.goalToResponse, size, scope["goal_to_response"])) {
        $0.goalToResponse
      }
    }
    if fields.isEmpty { return nil }
  }

  /// Width of the vector.
  var outputSize: Int { fields.reduce(0) { $0 + $1.table.size } }

  /// Looks up all fields, `[B, output]`.
  func callAsFunction(_ batch: MetadataBatch) throws(TorchError) -> Tensor {
    var vectors: [Tensor] = []
    for field in fields { vectors.append(try field.table(field.ids(batch))) }
    return try Tensor.cat(vectors, dim: 1)
  }

  private mutating func addProfiles(
    _ configuration: MetadataConfiguration, _ scope: ParameterScope
  ) throws {
    let age = try MetadataTable(
      SpeakerProfile.Age.allCases.count, configuration.ageSize, scope["age"])
    let gender = try MetadataTable(
      SpeakerProfile.Gender.allCases.count, configuration.genderSize, scope["gender"])
    let timbre = try MetadataTable(
      SpeakerProfile.Timbre.allCases.count, configuration.timbreSize, scope["timbre"])
    for index in 0...1 {
      add(age) { batch throws(TorchError) in try batch.age.select(dim: 1, index: index) }
      add(gender) { batch throws(TorchError) in try batch.gender.select(dim: 1, index: index) }
      add(timbre) { batch throws(TorchError) in try batch.timbre.select(dim: 1, index: index) }
    }
  }

  private mutating func add(_ table: MetadataTable, _ ids: @escaping IDs) {
    fields.append((table, ids))
  }
}
