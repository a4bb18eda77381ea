import Torch
import TorchNN

/// Self-attention with one projection for queries, keys and values.
///
/// Keys: `attention.qkv`, `output.dense`.
struct TimeSformerAttention {
  let qkv: Linear
  let dense: Linear
  let numHeads: Int
  let attentionDropout: Double
  let dropout: Dropout

  init(_ configuration: TimeSformerConfiguration, _ scope: ParameterScope) throws {
    let size = configuration.hiddenSize
    qkv = try Linear(
      size, 3 * size, bias: configuration.attentionBias,
      weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["attention"]["qkv"])
    dense = try Linear(
      size, size, weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["output"]["dense"])
    numHeads = configuration.numAttentionHeads
    attentionDropout = configuration.attentionDropout
    dropout = Dropout(configuration.dropout)
  }

  /// Attends within each row of `[rows, T, H]`.
  func callAsFunction(_ states: Tensor, mode: Mode) throws(TorchError) -> Tensor {
    let parts = try qkv(states).chunk(3, dim: 2)  // 3 × [rows, T, H]
    let context = try SelfAttention.attend(
      query: parts[0], key: parts[1], value: parts[2], numHeads: numHeads, attentionMask: nil,
      dropout: mode == .training ? attentionDropout : 0)
    return try dropout(dense(context), mode: mode)
  }
}
