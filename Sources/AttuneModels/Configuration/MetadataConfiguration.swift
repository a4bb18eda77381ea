/// How metadata become a vector; the `metadata:` part of a model's configuration.
///
/// Every table has one row more than its field has values: row 0 stands for unknown and is the
/// zero vector always, since training data that know every value would never train it.
public struct MetadataConfiguration: Codable, Sendable, Equatable {
  /// Width of an age's vector.
  public var ageSize: Int
  /// Width of a gender's vector.
  public var genderSize: Int
  /// Width of a voice timbre's vector.
  public var timbreSize: Int
  /// Width of a profile ID's vector.
  public var profileIDSize: Int
  /// Width of the vectors of the topic and of the three rationale fields.
  public var fieldSize: Int
  /// Number of profile IDs.
  public var numProfileIDs: Int
  /// Topics in the vocabulary, without the unknown one.
  public var topic: Int
  /// Event scenarios in the vocabulary, without the unknown one.
  public var eventScenario: Int
  /// Emotion causes in the vocabulary, without the unknown one.
  public var emotionCause: Int
  /// Goals in the vocabulary, without the unknown one.
  public var goalToResponse: Int
  /// Widths of the layers above the tables.
  public var sizes: [Int]

  enum CodingKeys: String, CodingKey {
    case ageSize = "age_size"
    case genderSize = "gender_size"
    case timbreSize = "timbre_size"
    case profileIDSize = "profile_id_size"
    case fieldSize = "field_size"
    case numProfileIDs = "num_profile_ids"
    case topic
    case eventScenario = "event_scenario"
    case emotionCause = "emotion_cause"
    case goalToResponse = "goal_to_response"
    case sizes
  }

  /// Creates a configuration with empty vocabularies; the widths' defaults are the reference's.
  public init(
    ageSize: Int = 16, genderSize: Int = 8, timbreSize: Int = 8, profileIDSize: Int = 32,
    fieldSize: Int = 32, numProfileIDs: Int = 100, sizes: [Int]
  ) {
    self.ageSize = ageSize
    self.genderSize = genderSize
    self.timbreSize = timbreSize
    self.profileIDSize = profileIDSize
    self.fieldSize = fieldSize
    self.numProfileIDs = numProfileIDs
    topic = 0
    eventScenario = 0
    emotionCause = 0
    goalToResponse = 0
    self.sizes = sizes
  }

  func validate() throws {
    for (key, value) in [
      ("age_size", ageSize), ("gender_size", genderSize), ("timbre_size", timbreSize),
      ("profile_id_size", profileIDSize), ("field_size", fieldSize),
      ("num_profile_ids", numProfileIDs),
    ] {
      try ModelConfigurationError.requireSizes("metadata.\(key)", [value])
    }
    for (key, value) in [
      ("topic", topic), ("event_scenario", eventScenario), ("emotion_cause", emotionCause),
      ("goal_to_response", goalToResponse),
    ] where !(0...ModelConfigurationError.maximumSize).contains(value) {
      throw ModelConfigurationError(
        key: "metadata.\(key)",
        reason: "is \(value), but must be in 0...\(ModelConfigurationError.maximumSize)")
    }
    try ModelConfigurationError.requireSizes("metadata.sizes", sizes)
  }
}
