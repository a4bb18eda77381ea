import AttuneEncoders

/// The parts that only model B has; the `video:` part of its configuration.
public struct VideoConfiguration: Codable, Sendable, Equatable {
  /// The recurrent part over the utterances' texts.
  public var textSequence: SequenceConfiguration
  /// The recurrent part over the utterances' clips.
  public var videoSequence: SequenceConfiguration
  /// Width of the metadata vector that joins every utterance.
  public var metadataStepSize: Int
  /// Width of the tokens of the attention between context, dialogue and metadata.
  public var crossModalSize: Int
  /// Heads of that attention.
  public var crossModalHeads: Int
  /// The video encoder's sizes, which also are those of the decoded frames.
  public var encoder: TimeSformerConfiguration

  enum CodingKeys: String, CodingKey {
    case textSequence = "text_sequence"
    case videoSequence = "video_sequence"
    case metadataStepSize = "metadata_step_size"
    case crossModalSize = "cross_modal_size"
    case crossModalHeads = "cross_modal_heads"
    case encoder
  }

  /// Creates a configuration.
  public init(
    textSequence: SequenceConfiguration, videoSequence: SequenceConfiguration,
    metadataStepSize: Int, crossModalSize: Int, crossModalHeads: Int,
    encoder: TimeSformerConfiguration
  ) {
    self.textSequence = textSequence
    self.videoSequence = videoSequence
    self.metadataStepSize = metadataStepSize
    self.crossModalSize = crossModalSize
    self.crossModalHeads = crossModalHeads
    self.encoder = encoder
  }

  func validate() throws {
    try encoder.validate()
    try textSequence.validate("video.text_sequence")
    try videoSequence.validate("video.video_sequence")
    try ModelConfigurationError.requireSizes("video.metadata_step_size", [metadataStepSize])
    try ModelConfigurationError.requireSizes("video.cross_modal_size", [crossModalSize])
    try ModelConfigurationError.requireHeads(
      "video.cross_modal_heads", crossModalHeads, width: crossModalSize)
  }
}
