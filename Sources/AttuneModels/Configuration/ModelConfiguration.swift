import AttuneCore

/// All sizes of a classifier; with the input policy it determines the network exactly.
///
/// It holds the encoders' full configurations, so a run's `run.yaml` rebuilds the network where
/// no encoder folder is left.
public struct ModelConfiguration: Codable, Sendable, Equatable {
  /// Which of the networks.
  public enum Kind: String, Choice, Sendable {
    /// Model A: sound, words and metadata.
    case audio
    /// Model B: faces, words and metadata.
    case video
    /// The text-only model: words and metadata.
    case text
  }

  /// Which of the networks.
  public var kind: Kind
  /// Names of the classes, in the order of the logits.
  public var classes: [String]
  /// Name of the label map whose words are answered, each class being its words together; `nil`
  /// where the classes are answered directly.
  public var words: String?
  /// Most utterances of a dialogue, the newest ones; `nil` for all.
  public var maximumUtterances: Int?
  /// Dropout of all parts but the encoders, which have their own.
  public var dropout: Double
  /// Probability that a turn loses one modality (sound or faces or words) in training.
  public var modalityDropout: Double
  /// Weight of the auxiliary loss by which single utterances of the speaker are classified from
  /// sound or faces alone; 0 for none, and then for no head either.
  public var mediaLoss: Double
  /// Width of a role's vector.
  public var roleSize: Int
  /// The text encoder and its limits.
  public var text: TextConfiguration
  /// The audio encoder; present in model A only.
  public var audio: AudioConfiguration?
  /// The video encoder and what belongs to it; present in model B only.
  public var video: VideoConfiguration?
  /// Widths of the layers over the situation's vector; empty in the text-only model.
  public var contextSizes: [Int]
  /// The recurrent part over whole utterances; absent in the text-only model.
  public var dialogue: SequenceConfiguration?
  /// The metadata's tables and layers.
  public var metadata: MetadataConfiguration
  /// Widths of the classifier's layers, without the last one.
  public var classifierSizes: [Int]

  enum CodingKeys: String, CodingKey {
    case kind, classes, words
    case maximumUtterances = "maximum_utterances"
    case dropout
    case modalityDropout = "modality_dropout"
    case mediaLoss = "media_loss"
    case roleSize = "role_size"
    case text, audio, video
    case contextSizes = "context_sizes"
    case dialogue, metadata
    case classifierSizes = "classifier_sizes"
  }

  /// Creates model A's configuration.
  public init(
    classes: [String], dropout: Double, modalityDropout: Double, text: TextConfiguration,
    audio: AudioConfiguration, contextSizes: [Int], dialogue: SequenceConfiguration,
    metadata: MetadataConfiguration, classifierSizes: [Int]
  ) {
    kind = .audio
    self.classes = classes
    maximumUtterances = nil
    self.dropout = dropout
    self.modalityDropout = modalityDropout
    mediaLoss = 0
    roleSize = 16
    self.text = text
    self.audio = audio
    video = nil
    self.contextSizes = contextSizes
    self.dialogue = dialogue
    self.metadata = metadata
    self.classifierSizes = classifierSizes
  }

  /// Creates the text-only model's configuration.
  public init(
    classes: [String], dropout: Double, text: TextConfiguration, metadata: MetadataConfiguration,
    classifierSizes: [Int]
  ) {
    kind = .text
    self.classes = classes
    maximumUtterances = nil
    self.dropout = dropout
    modalityDropout = 0
    mediaLoss = 0
    roleSize = 16
    self.text = text
    audio = nil
    video = nil
    contextSizes = []
    dialogue = nil
    self.metadata = metadata
    self.classifierSizes = classifierSizes
  }

  /// Creates model B's configuration.
  public init(
    classes: [String], dropout: Double, modalityDropout: Double, text: TextConfiguration,
    video: VideoConfiguration, contextSizes: [Int], dialogue: SequenceConfiguration,
    metadata: MetadataConfiguration, classifierSizes: [Int]
  ) {
    kind = .video
    self.classes = classes
    maximumUtterances = nil
    self.dropout = dropout
    self.modalityDropout = modalityDropout
    mediaLoss = 0
    roleSize = 16
    self.text = text
    audio = nil
    self.video = video
    self.contextSizes = contextSizes
    self.dialogue = dialogue
    self.metadata = metadata
    self.classifierSizes = classifierSizes
  }

  /// The label map that ``words`` names.
  ///
  /// - Throws: ``ModelConfigurationError`` for a map that does not exist, or in which a class has no
  ///   word.
  public func labelMap() throws -> LabelMap? {
    guard let words else { return nil }
    guard let map = LabelMap.named(words) else {
      throw ModelConfigurationError(
        key: "words",
        reason: "is '\(words)', but the label maps are "
          + LabelMap.all.map(\.name).joined(separator: ", "))
    }
    for name in classes where !map.emotions.values.contains(where: { $0.rawValue == name }) {
      throw ModelConfigurationError(
        key: "words", reason: "is '\(words)', which has no word for the class '\(name)'")
    }
    return map
  }

  /// Throws ``ModelConfigurationError``, or the error of an encoder's configuration, if no network
  /// can be built from these sizes.
  ///
  /// - Parameter knowsEncoders: whether the sizes of pretrained encoders are those of their folders;
  ///   `false` leaves out what hangs on them, before ``PretrainedEncoders`` has read them.
  public func validate(knowsEncoders: Bool = true) throws {
    guard classes.count >= 2, Set(classes).count == classes.count else {
      throw ModelConfigurationError(key: "classes", reason: "must name two classes or more, once")
    }
    if let maximumUtterances, maximumUtterances < 1 {
      throw ModelConfigurationError(
        key: "maximum_utterances", reason: "is \(maximumUtterances), but must be at least 1")
    }
    try ModelConfigurationError.requireProbability("dropout", dropout)
    try ModelConfigurationError.requireProbability("modality_dropout", modalityDropout)
    guard mediaLoss >= 0, mediaLoss.isFinite else {
      throw ModelConfigurationError(
        key: "media_loss", reason: "is \(mediaLoss), but must not be negative")
    }
    try ModelConfigurationError.requireSizes("role_size", [roleSize])
    try text.validate(
      readsDocuments: kind == .text, knowsEncoder: knowsEncoders || text.pretrained == nil)
    guard (audio != nil) == (kind == .audio) else {
      throw ModelConfigurationError(
        key: "audio", reason: "belongs to kind 'audio', and only to it")
    }
    guard (video != nil) == (kind == .video) else {
      throw ModelConfigurationError(
        key: "video", reason: "belongs to kind 'video', and only to it")
    }
    try audio?.validate()
    if let video {
      try video.validate(knowsEncoder: knowsEncoders || video.pretrained == nil)
    }
    guard (dialogue != nil) == (kind != .text) else {
      throw ModelConfigurationError(
        key: "dialogue", reason: "belongs to kinds 'audio' and 'video', and only to them")
    }
    if let dialogue {
      try ModelConfigurationError.requireSizes("context_sizes", contextSizes)
      try dialogue.validate("dialogue")
    }
    _ = try labelMap()
    try metadata.validate()
    try ModelConfigurationError.requireSizes("classifier_sizes", classifierSizes)
  }
}
