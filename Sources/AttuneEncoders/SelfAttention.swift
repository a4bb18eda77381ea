import Torch
import TorchNN

/// Multi-head attention between projected states; what the encoders share.
enum SelfAttention {
  /// Attends over `[B, T, H]` with `numHeads` heads.
  ///
  /// - Parameter attentionMask: `[B, T]` bool, true for what is real; `nil` where all is.
  /// - Returns: `[B, T, H]`.
  static func attend(
    query: Tensor, key: Tensor, value: Tensor, numHeads: Int, attentionMask: Tensor?,
    dropout: Double
  ) throws(TorchError) -> Tensor {
    let (batch, length, size) = (query.dim(0), query.dim(1), query.dim(2))
    func split(_ states: Tensor) throws(TorchError) -> Tensor {
      try states.reshape([batch, length, numHeads, size / numHeads]).transpose(1, 2)
    }
    let mask = try attentionMask?.unsqueeze(1).unsqueeze(1)  // [B, 1, 1, T]
    let (queries, keys) = (try split(query), try split(key))
    try AttentionTrace.note(query: queries, key: keys, mask: mask)
    let context = try Tensor.scaledDotProductAttention(
      queries, keys, split(value), bias: mask, dropout: dropout
    )  // [B, N, T, D]
    return try context.transpose(1, 2).reshape([batch, length, size])  // [B, T, H]
  }
}
