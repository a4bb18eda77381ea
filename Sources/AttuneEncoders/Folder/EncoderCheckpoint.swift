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

  /// wav2vec2 and HuBERT: with or without the prefix `wav2vec2.` or `hubert.`, both spellings of
  /// weight normalisation, and the quantizer and heads of their pre-training, of their recognisers
  /// and of their classifiers.
  public static let wav2vec2 = EncoderCheckpoint(
    keyMap: wav2vec2CTC.keyMap, leftOver: wav2vec2CTC.leftOver + ["lm_head.**"])

  /// As ``wav2vec2``, for a model that has a recogniser's head, `lm_head`.
  public static let wav2vec2CTC = EncoderCheckpoint(
    keyMap: CheckpointKeyMap(
      ["wav2vec2", "hubert"].flatMap { prefix -> [CheckpointKeyMap.Row] in
        [
          .init("**.parametrizations.weight.original0", "\(prefix).**.weight_g"),
          .init("**.parametrizations.weight.original1", "\(prefix).**.weight_v"),
          .init("**", "\(prefix).**"),
        ]
      }) + .legacyWeightNorm,
    leftOver: [
      // A configuration that masks nothing has no use for the vector of masked frames.
      "masked_spec_embed", "wav2vec2.masked_spec_embed", "hubert.masked_spec_embed",
      "quantizer.**", "project_q.**", "project_hid.**", "projector.**", "classifier.**",
      "layer_weights",
    ])
}
