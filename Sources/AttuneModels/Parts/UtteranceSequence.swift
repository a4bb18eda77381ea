import Torch
import TorchNN

/// Reads the utterances of each dialogue in order: a bidirectional LSTM, then self-attention.
///
/// It takes and gives utterances as the rows of a batch, without padding. Keys: `lstm.**`,
/// `attention.**`.
struct UtteranceSequence {
  let lstm: LSTM
  let attention: MultiHeadAttention

  init(
    _ inputSize: Int, _ configuration: SequenceConfiguration, dropout: Double,
    _ scope: ParameterScope
  ) throws {
    lstm = try LSTM(
      inputSize, configuration.hiddenSize, numLayers: configuration.numLayers,
      bidirectional: true, dropout: configuration.numLayers > 1 ? dropout : 0, scope["lstm"])
    attention = try MultiHeadAttention(
      configuration.outputSize, numHeads: configuration.numAttentionHeads, dropout: dropout,
      scope["attention"])
  }

  /// Width of an output.
  var outputSize: Int { lstm.outputSize }

  /// Reads `[N, D]` into `[N, 2H]`.
  func callAsFunction(
    _ utterances: Tensor, _ layout: DialogueLayout, mode: Mode
  ) throws(TorchError) -> Tensor {
    try layout.packed(padded(utterances, layout, mode: mode))
  }

  /// Reads `[N, D]` into the output at each dialogue's last utterance, `[B, 2H]`.
  func lastStep(
    _ utterances: Tensor, _ layout: DialogueLayout, mode: Mode
  ) throws(TorchError) -> Tensor {
    try layout.lastSteps(padded(utterances, layout, mode: mode))
  }

  private func padded(
    _ utterances: Tensor, _ layout: DialogueLayout, mode: Mode
  ) throws(TorchError) -> Tensor {
    let read = try lstm(layout.padded(utterances), lengths: layout.counts, mode: mode)
    let mask = try layout.mask(utterances.device)
    return try AttentionTrace.at(.dialogue) {
      () throws(TorchError) in try attention(read, attentionMask: mask, mode: mode)
    }
  }
}
