import AttuneCore
import AttuneEncoders
import Foundation
import TorchCheckpoint
import TorchNN

/// A checkpoint (`.pth`) of the reference system, read as the weights of our model A or B.
///
/// In evaluation it computes what the reference system computes, with the differences that
/// ``differences`` lists.
public struct ReferenceCheckpoint {
  /// Which of the two models it is.
  public let kind: ModelConfiguration.Kind
  /// The configuration that it fits: the given one with classes, vocabularies and dropout from the
  /// file.
  public let configuration: ModelConfiguration
  /// The epoch after which it was saved, from 1, where the file says so.
  public let epoch: Int?
  /// The accuracy on its validation split, where the file says so.
  public let validationAccuracy: Double?
  private let tensors: any TensorReading

  /// Opens a checkpoint.
  ///
  /// - Parameters:
  ///   - url: a `.pth` file: a dictionary with `model_state_dict`, or that alone.
  ///   - base: the sizes that the file does not say, as the numbers of attention heads.
  /// - Throws: `TorchCheckpointError` if the file cannot be read, ``ReferenceCheckpointError`` if
  ///   it is no checkpoint of this model.
  public init(contentsOf url: URL, base: ModelConfiguration) throws {
    let file = try TorchCheckpointFile(contentsOf: url)
    let stateKey = "model_state_dict"
    let tensors = try file.tensors(at: file.root[stateKey] == nil ? [] : [stateKey])
    kind = try Self.kind(tensors)
    guard kind == base.kind else {
      throw ReferenceCheckpointError.otherKind(
        file: url.path, expected: base.kind.rawValue, actual: kind.rawValue)
    }
    var configuration = base
    configuration.classes = try Self.classes(file, default: base.classes)
    try Self.takeVocabularies(tensors, into: &configuration.metadata)
    if let dropout = file.root["config"]?["dropout_rate"]?.number {
      configuration.dropout = dropout
    }
    if let limit = file.root["config"]?["max_dialogue_length"]?.integer {
      configuration.maximumUtterances = limit
    }
    configuration.text.pretrained = nil
    configuration.audio?.pretrained = nil
    // Theirs normalises the patches, not what its layers make of them.
    configuration.video?.encoder.normalization = .embeddings
    self.configuration = configuration
    epoch = file.root["epoch"]?.integer
    validationAccuracy = file.root["val_accuracy"]?.number
    self.tensors = ReferenceTensors(
      tensors, crossModalSize: configuration.video?.crossModalSize)
  }

  /// The weights, for ``ModelBuilder/build(_:inputs:seed:sources:device:)`` with all inputs.
  public var source: ParameterSource {
    ParameterSource(
      tensors: tensors, keyMap: ReferenceKeys.map(kind), excluding: ReferenceKeys.own(kind),
      leftOver: ReferenceKeys.leftOver)
  }

  private static func kind(_ tensors: CheckpointTensors) throws -> ModelConfiguration.Kind {
    let parts = Set(tensors.names.map { String($0.prefix { $0 != "." }) })
    guard parts.contains("text_encoder"), parts.contains("classifier") else {
      throw ReferenceCheckpointError.unknown(file: tensors.location, found: parts.sorted())
    }
    if parts.contains("wav2vec_model") { return .audio }
    if parts.contains("video_encoder") { return .video }
    throw ReferenceCheckpointError.unknown(file: tensors.location, found: parts.sorted())
  }

  /// The names of the classes in the order of the logits.
  ///
  /// The reference system writes only how many there are, or nothing: then they are in the order of
  /// its label map, which is ours.
  private static func classes(
    _ file: TorchCheckpointFile, default classes: [String]
  ) throws -> [String] {
    let key = "emotion_classes"
    switch file.root[key] {
    case nil, .some(.none): return classes
    case .integer(classes.count): return classes
    case .list(let elements):
      let names = elements.compactMap(\.string)
      guard names.count == elements.count, Set(names) == Set(classes), names.count == classes.count
      else { fallthrough }
      return names
    default:
      throw ReferenceCheckpointError.classes(file: file.url.path, expected: classes)
    }
  }

  /// How many values each table knows; theirs have one row that is never used.
  private static func takeVocabularies(
    _ tensors: CheckpointTensors, into metadata: inout MetadataConfiguration
  ) throws {
    func count(_ name: String) -> Int? {
      tensors.info("\(name)_embedding.weight")?.shape.first.map { $0 - 1 }
    }
    metadata.topic = count("topic") ?? 0
    metadata.eventScenario = count("event_scenario") ?? 0
    metadata.emotionCause = count("emotion_cause") ?? 0
    metadata.goalToResponse = count("goal_response") ?? 0
  }
}
