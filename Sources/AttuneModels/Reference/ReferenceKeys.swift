import TorchNN

/// How the reference system's checkpoints spell our parameters: the one table a model.
///
/// What needs more than another name is in ``ReferenceTensors``. The names are those of the public
/// project `empathetic-detection`.
enum ReferenceKeys {
  /// The table of a model.
  static func map(_ kind: ModelConfiguration.Kind) -> CheckpointKeyMap {
    CheckpointKeyMap(shared + (kind == .audio ? audio : video))
  }

  /// What the checkpoints hold and our models do not need.
  static let leftOver = [
    "text_encoder.pooler.**", "text_encoder.embeddings.position_ids",
    "wav2vec_model.masked_spec_embed",
  ]

  /// Paths of our models that the checkpoints know nothing of.
  ///
  /// Our attention across modalities has no counterpart: theirs runs over a sequence of one, where
  /// it is a linear map, and that is in the classifier. Ours starts as adding nothing.
  static func own(_ kind: ModelConfiguration.Kind) -> [String] {
    ["text_stand_in", "context_stand_in", "media_head"]
      + (kind == .audio
        ? ["audio_stand_in"]
        : ["video_stand_in", "cross_modal.attention"] + (0..<3).map { "cross_modal.\($0).input" })
  }

  private static let shared: [CheckpointKeyMap.Row] = [
    .init("role.weight", "role_embedding.weight"),
    .init("metadata.0.dense.**", "metadata_processor.0.**"),
    .init("classifier.0.dense.**", "classifier.0.**"),
  ]

  private static let audio: [CheckpointKeyMap.Row] = [
    .init("audio_encoder.**.parametrizations.weight.original0", "wav2vec_model.**.weight_g"),
    .init("audio_encoder.**.parametrizations.weight.original1", "wav2vec_model.**.weight_v"),
    .init("audio_encoder.**", "wav2vec_model.**"),
    .init("audio_projector.0.dense.**", "audio_processor.0.**"),
    .init("audio_projector.1.dense.**", "audio_processor.3.**"),
    .init("context.0.dense.**", "context_processor.**"),
    .init("dialogue.lstm.**", "dialogue_lstm.**"),
    .init("dialogue.attention.**", "attention.**"),
    .init("metadata.1.dense.**", "metadata_processor.3.**"),
    .init("classifier.1.dense.**", "classifier.3.**"),
    .init("classifier.2.dense.**", "classifier.6.**"),
  ]

  private static let video: [CheckpointKeyMap.Row] =
    transformer + [
      .init("context.0.dense.**", "context_processor.0.**"),
      .init("context.0.norm.**", "context_processor.1.**"),
      .init("context.1.dense.**", "context_processor.4.**"),
      .init("context.1.norm.**", "context_processor.5.**"),
      .init("context.2.dense.**", "context_processor.8.**"),
      .init("text_sequence.lstm.**", "text_lstm.**"),
      .init("text_sequence.attention.**", "text_attention.**"),
      .init("video_sequence.lstm.**", "video_lstm.**"),
      .init("video_sequence.attention.**", "video_attention.**"),
      .init("metadata_step.0.dense.**", "metadata_temporal_processor.0.**"),
      .init("metadata_step.0.norm.**", "metadata_temporal_processor.1.**"),
      .init("dialogue.lstm.**", "fusion_lstm.**"),
      .init("dialogue.attention.**", "fusion_attention.**"),
      .init("metadata.0.norm.**", "metadata_processor.1.**"),
      .init("metadata.1.dense.**", "metadata_processor.4.**"),
      .init("metadata.1.norm.**", "metadata_processor.5.**"),
      .init("classifier.0.norm.**", "classifier.1.**"),
      .init("classifier.1.dense.**", "classifier.4.**"),
      .init("classifier.1.norm.**", "classifier.5.**"),
      .init("classifier.2.dense.**", "classifier.8.**"),
      .init("classifier.2.norm.**", "classifier.9.**"),
      .init("classifier.3.dense.**", "classifier.12.**"),
    ]

  private static let transformer = [

    ("embeddings.patch_embeddings.projection.**", "patch_embed.**"),
    ("embeddings.position_embeddings", "pos_embed_spatial"),
    ("embeddings.time_embeddings", "pos_embed_temporal"),
    ("layernorm.**", "layer_norm.**"),
    ("pooler.dense1.**", "output_projection.0.**"),
    ("pooler.dense2.**", "output_projection.3.**"),
    ("encoder.layer.{}.layernorm_before.**", "transformer.layers.{}.norm1.**"),
    (
      "encoder.layer.{}.attention.attention.qkv.weight",
      "transformer.layers.{}.self_attn.in_proj_weight"
    ),
    (
      "encoder.layer.{}.attention.attention.qkv.bias",
      "transformer.layers.{}.self_attn.in_proj_bias"
    ),
    ("encoder.layer.{}.attention.output.dense.**", "transformer.layers.{}.self_attn.out_proj.**"),
    ("encoder.layer.{}.layernorm_after.**", "transformer.layers.{}.norm2.**"),
    ("encoder.layer.{}.intermediate.dense.**", "transformer.layers.{}.linear1.**"),
    ("encoder.layer.{}.output.dense.**", "transformer.layers.{}.linear2.**"),
  ].map { path, key in
    CheckpointKeyMap.Row("video_encoder.\(path)", "video_encoder.\(key)")
  }
}
