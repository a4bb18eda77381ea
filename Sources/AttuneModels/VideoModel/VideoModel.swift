import AttuneCore
import Torch
import TorchNN

/// Model B: faces, words and metadata, joined at the level of features.
///
/// Words and faces are read over the utterances each on its own; their outputs and the metadata are
/// read together, and the last utterance's output is the dialogue. Situation, dialogue and metadata
/// then attend to each other before they are classified. The parts that the input policy leaves out
/// are not there at all.
///
/// Keys: `text_encoder.**`, `text_stand_in`, `context_stand_in`, `context.**`, `video_encoder.**`,
/// `video_stand_in`, `role.weight`, `text_sequence.**`, `video_sequence.**`, `metadata_tables.**`,
/// `metadata.**`, `metadata_step.**`, `dialogue.**`, `cross_modal.**`, `classifier.**`, and
/// `media_head.**` where there is a media loss.
public struct VideoModel: EmotionModel {
  private let text: TextReader
  private let textStandIn: Tensor
  private let context: ContextReader?
  private let video: VideoReader
  private let role: Embedding
  private let textSequence: UtteranceSequence
  private let videoSequence: UtteranceSequence
  private let metadata: MetadataReader?
  private let metadataStep: DenseStack?
  private let dialogue: UtteranceSequence
  private let crossModal: CrossModalAttention
  private let head: EmotionHead
  private let mediaHead: MediaHead?
  private let modalityDropout: ModalityDropout

  /// Makes the network.
  ///
  /// - Throws: ``ModelConfigurationError`` for sizes that do not fit, or as
  ///   `ParameterScope.parameter`.
  public init(
    _ configuration: ModelConfiguration, inputs: InputPolicy, _ scope: ParameterScope
  ) throws {
    try configuration.validate()
    guard let videoConfiguration = configuration.video, let sequence = configuration.dialogue else {
      throw ModelConfigurationError(
        key: "kind", reason: "is '\(configuration.kind.rawValue)', but this is model B")
    }
    let dropout = configuration.dropout
    func style(_ normalization: DenseStack.Normalization, endsPlain: Bool) -> DenseStack.Style {
      .init(
        normalization: normalization, activation: .gelu, dropout: dropout, endsPlain: endsPlain)
    }
    text = try TextReader(configuration.text, scope["text_encoder"])
    textStandIn = try StandIn.parameter("text_stand_in", text.outputSize, scope)
    context =
      inputs.context
      ? try ContextReader(
        configuration.contextSizes, text, style(.layer, endsPlain: true), scope) : nil
    video = try VideoReader(
      videoConfiguration.encoder, isFrozen: videoConfiguration.isFrozen, scope)
    role = try Embedding(Utterance.Role.allCases.count, configuration.roleSize, scope["role"])
    textSequence = try UtteranceSequence(
      text.outputSize + configuration.roleSize, videoConfiguration.textSequence,
      dropout: dropout, scope["text_sequence"])
    videoSequence = try UtteranceSequence(
      video.outputSize, videoConfiguration.videoSequence, dropout: dropout,
      scope["video_sequence"])
    metadata = try MetadataReader(
      configuration.metadata, inputs, style(.batch, endsPlain: false), scope)
    metadataStep = try metadata.map {
      try DenseStack(
        $0.tables.outputSize, [videoConfiguration.metadataStepSize],
        style(.layer, endsPlain: false), scope["metadata_step"])
    }
    dialogue = try UtteranceSequence(
      textSequence.outputSize + videoSequence.outputSize + (metadataStep?.outputSize ?? 0),
      sequence, dropout: dropout, scope["dialogue"])
    let partSizes = [context?.outputSize, dialogue.outputSize, metadata?.outputSize]
      .compactMap { $0 }
    crossModal = try CrossModalAttention(
      partSizes, size: videoConfiguration.crossModalSize,
      numHeads: videoConfiguration.crossModalHeads, dropout: dropout, scope["cross_modal"])
    head = try EmotionHead(
      partSizes.reduce(0, +), configuration, style(.batch, endsPlain: true), scope["classifier"])
    mediaHead =
      configuration.mediaLoss > 0
      ? try MediaHead(
        video.outputSize, numClasses: configuration.classes.count, dropout: dropout,
        scope["media_head"]) : nil
    modalityDropout = ModalityDropout(probability: configuration.modalityDropout)
  }

  /// The parts that give the same numbers in every epoch.
  public var frozenEncoders: FrozenEncoders { FrozenEncoders(text: text.encoder, audio: nil) }

  /// Reads turns; see ``EmotionModel/features(_:mode:)``.
  public func features(_ batch: Batch, mode: Mode) throws -> ModelFeatures {
    let layout = try batch.layout()
    let presence = try modalityDropout(
      batch.presence(media: batch.clips.map(\.rows)), layout, mode: mode)
    // Situations and utterances are one pass of the encoder.
    let texts = try batch.remembering(\.texts) {
      try text(
        batch.texts + (context == nil ? [] : batch.contexts),
        present: presence.text + presence.context, mode: mode)
    }
    let (utteranceRows, turnRows) = (
      0..<layout.numRows, layout.numRows..<layout.numRows + batch.size
    )
    let words = try texts.assembled(utteranceRows, standIn: textStandIn)  // [N, H]
    let faces = try batch.remembering(\.clips) {
      try video(batch.clips, present: presence.media, mode: mode)
    }
    var steps = [
      try textSequence(Tensor.cat([words, role(batch.roles)], dim: 1), layout, mode: mode),
      try videoSequence(faces, layout, mode: mode),
    ]
    if let metadata, let metadataStep {
      let step = try metadataStep(metadata.tables(batch.metadata), mode: mode)  // [B, size]
      steps.append(try layout.repeated(step))  // [N, size]
    }
    var parts: [Tensor] = []
    if let context {
      parts.append(try context(texts, turnRows, mode: mode))
    }
    parts.append(try dialogue.lastStep(Tensor.cat(steps, dim: 1), layout, mode: mode))
    if let metadata { parts.append(try metadata(batch.metadata, mode: mode)) }
    let attended = try crossModal(parts, mode: mode)
    let media =
      mode == .training
      ? try mediaHead?(faces, present: presence.media, roles: batch.roles, layout) : nil
    return ModelFeatures(vectors: try Tensor.cat(attended, dim: 1), media: media)
  }

  /// Classifies what was read; see ``EmotionModel/classify(_:mode:)``.
  public func classify(_ vectors: Tensor, mode: Mode) throws -> ModelOutput {
    try head(vectors, mode: mode)
  }
}
