import AttuneCore
import Torch
import TorchNN

/// Model A: sound, words and metadata, joined at the level of features.
///
/// Each utterance is [words ‖ sound ‖ role]; the dialogue is what an LSTM with attention makes of
/// them at the last one; the classifier sees [situation ‖ dialogue ‖ metadata]. The parts that the
/// input policy leaves out are not there at all.
///
/// Keys: `text_encoder.**`, `text_stand_in`, `context_stand_in`, `context.**`, `audio_encoder.**`,
/// `audio_layer_weights`, `audio_projector.**`, `audio_stand_in`, `role.weight`, `dialogue.**`,
/// `metadata_tables.**`, `metadata.**`, `classifier.**`.
public struct AudioModel: EmotionModel {
  private let text: TextReader
  private let textStandIn: Tensor
  private let context: ContextReader?
  private let audio: AudioReader
  private let role: Embedding
  private let dialogue: UtteranceSequence
  private let metadata: MetadataReader?
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
    guard let audioConfiguration = configuration.audio, let sequence = configuration.dialogue else {
      throw ModelConfigurationError(
        key: "kind", reason: "is '\(configuration.kind.rawValue)', but this is model A")
    }
    let dropout = configuration.dropout
    let style = DenseStack.Style(
      normalization: .none, activation: .relu, dropout: dropout, endsPlain: true)
    text = try TextReader(configuration.text, scope["text_encoder"])
    textStandIn = try StandIn.parameter("text_stand_in", text.outputSize, scope)
    context =
      inputs.context ? try ContextReader(configuration.contextSizes, text, style, scope) : nil
    audio = try AudioReader(audioConfiguration, dropout: dropout, scope)
    role = try Embedding(Utterance.Role.allCases.count, configuration.roleSize, scope["role"])
    dialogue = try UtteranceSequence(
      text.outputSize + audio.outputSize + configuration.roleSize, sequence,
      dropout: dropout, scope["dialogue"])
    metadata = try MetadataReader(configuration.metadata, inputs, style, scope)
    let width =
      (context?.outputSize ?? 0) + dialogue.outputSize + (metadata?.outputSize ?? 0)
    head = try EmotionHead(width, configuration, style, scope["classifier"])
    mediaHead =
      configuration.mediaLoss > 0
      ? try MediaHead(
        audio.outputSize, numClasses: configuration.classes.count, dropout: dropout,
        scope["media_head"]) : nil
    modalityDropout = ModalityDropout(probability: configuration.modalityDropout)
  }

  /// The parts that give the same numbers in every epoch.
  public var frozenEncoders: FrozenEncoders { FrozenEncoders(text: text.encoder, audio: audio) }

  /// Reads turns; see ``EmotionModel/features(_:mode:)``.
  public func features(_ batch: Batch, mode: Mode) throws -> ModelFeatures {
    let layout = try batch.layout()
    let presence = try modalityDropout(
      batch.presence(media: batch.sounds.map(\.rows) + [batch.frozenSounds.map(\.row)]), layout,
      mode: mode)
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
    let sound = try batch.remembering(\.sounds) {
      try audio(batch.sounds, frozen: batch.frozenSounds, present: presence.media, mode: mode)
    }
    let utterances = try Tensor.cat([words, sound, role(batch.roles)], dim: 1)
    var parts: [Tensor] = []
    if let context {
      parts.append(try context(texts, turnRows, mode: mode))
    }
    parts.append(try dialogue.lastStep(utterances, layout, mode: mode))
    if let metadata { parts.append(try metadata(batch.metadata, mode: mode)) }
    let media =
      mode == .training
      ? try mediaHead?(sound, present: presence.media, roles: batch.roles, layout) : nil
    return ModelFeatures(vectors: try Tensor.cat(parts, dim: 1), media: media)
  }

  /// Classifies what was read; see ``EmotionModel/classify(_:mode:)``.
  public func classify(_ vectors: Tensor, mode: Mode) throws -> ModelOutput {
    try head(vectors, mode: mode)
  }
}
