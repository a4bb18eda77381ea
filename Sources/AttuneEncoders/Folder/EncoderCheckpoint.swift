import TorchNN

/// How published files of one architecture spell the parameters, and what they hold besides.
public struct EncoderCheckpoint: Sendable, Equatable {
  /// What is renamed.
  public let keyMap: CheckpointKeyMap
  /// Keys that are known to be there and not needed.
  public let leftOver: [String]

  /// BERT: with or without the prefix `bert.`, `LayerNorm.gamma/beta` in older files, the heads of
  /// its pre-training and of classifiers, and the positions that some versions stored as a buffer.
  ///
  /// - Parameter readsPooler: whether the model has a pooler; else the file's is left over.
  public static func bert(readsPooler: Bool) -> EncoderCheckpoint {
    EncoderCheckpoint(
      keyMap: CheckpointKeyMap([
        .init("**.LayerNorm.weight", "bert.**.LayerNorm.gamma"),
        .init("**.LayerNorm.bias", "bert.**.LayerNorm.beta"),
        .init("**.LayerNorm.weight", "**.LayerNorm.gamma"),
        .init("**.LayerNorm.bias", "**.LayerNorm.beta"),
        .init("**", "bert.**"),
      ]),
      leftOver: ["cls.**", "classifier.**", "qa_outputs.**", "**.position_ids"]
        + (readsPooler ? [] : ["pooler.**", "bert.pooler.**"]))
  }

  /// wav2vec2: with or without the prefix `wav2vec2.`, both spellings of weight normalisation, and
  /// the quantizer and heads of its pre-training and of its recognisers.
  public static let wav2vec2 = EncoderCheckpoint(
    keyMap: CheckpointKeyMap([
      .init("**.parametrizations.weight.original0", "wav2vec2.**.weight_g"),
      .init("**.parametrizations.weight.original1", "wav2vec2.**.weight_v"),
      .init("**", "wav2vec2.**"),
    ]) + .legacyWeightNorm,
    leftOver: [
      "masked_spec_embed", "wav2vec2.masked_spec_embed", "quantizer.**", "project_q.**",
      "project_hid.**", "lm_head.**",
    ])
}
