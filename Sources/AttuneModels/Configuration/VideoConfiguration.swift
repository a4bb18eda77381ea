import AttuneEncoders

/// The parts that only model B has; the `video:` part of its configuration.
public struct VideoConfiguration: Codable, Sendable, Equatable {
  /// Name or path of the folder that the video encoder comes from; `nil` for fresh weights.
  public var pretrained: String?
  /// Whether the video encoder keeps its weights; it then runs without dropout and gradients.
  public var isFrozen: Bool
  /// Frames of a clip; `nil` for as many as the encoder has times for.
  public var numFrames: Int?
  /// Height and width of a frame; `nil` for the size that the encoder has positions for.
  public var imageSize: Int?
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
  /// The video encoder's sizes; those of the folder where ``pretrained`` names one.
  public var encoder: TimeSformerConfiguration

  enum CodingKeys: String, CodingKey {
    case pretrained
    case isFrozen = "is_frozen"
    case numFrames = "num_frames"
    case imageSize = "image_size"
    case textSequence = "text_sequence"
    case videoSequence = "video_sequence"
    case metadataStepSize = "metadata_step_size"
    case crossModalSize = "cross_modal_size"
    case crossModalHeads = "cross_modal_heads"
    case encoder
  }

  /// Creates a configuration.
  public init(
    pretrained: String? = nil, isFrozen: Bool = false,
    textSequence: SequenceConfiguration, videoSequence: SequenceConfiguration,
    metadataStepSize: Int, crossModalSize: Int, crossModalHeads: Int,
    encoder: TimeSformerConfiguration
  ) {
    self.pretrained = pretrained
    self.isFrozen = isFrozen
    self.textSequence = textSequence
    self.videoSequence = videoSequence
    self.metadataStepSize = metadataStepSize
    self.crossModalSize = crossModalSize
    self.crossModalHeads = crossModalHeads
    self.encoder = encoder
  }

  /// Height and width of a decoded frame.
  public var frameSize: Int { imageSize ?? encoder.imageSize }

  /// - Parameter knowsEncoder: as ``ModelConfiguration/validate(knowsEncoders:)`` has it.
  func validate(knowsEncoder: Bool) throws {
    try encoder.validate()
    // No decoder gives more, see `VideoSettings.validate()`.
    let limit = 4096
    try ModelConfigurationError.requireSizes(
      "video.num_frames", [numFrames ?? encoder.numFrames], limit: limit)
    try ModelConfigurationError.requireSizes("video.image_size", [frameSize], limit: limit)
    guard !knowsEncoder || frameSize.isMultiple(of: encoder.patchSize) else {
      throw ModelConfigurationError(
        key: "video.image_size",
        reason: "is \(frameSize), but must be a multiple of the patch size \(encoder.patchSize)")
    }
    try textSequence.validate("video.text_sequence")
    try videoSequence.validate("video.video_sequence")
    try ModelConfigurationError.requireSizes("video.metadata_step_size", [metadataStepSize])
    try ModelConfigurationError.requireSizes("video.cross_modal_size", [crossModalSize])
    try ModelConfigurationError.requireHeads(
      "video.cross_modal_heads", crossModalHeads, width: crossModalSize)
  }
}
