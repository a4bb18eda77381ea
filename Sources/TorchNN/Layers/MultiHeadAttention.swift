import Torch

/// Scaled dot-product attention with several heads (arXiv:1706.03762).
///
/// Keys: `in_proj_weight` `[3H, H]` and `in_proj_bias` `[3H]` for queries, keys and values in this
/// order, `out_proj.weight`, `out_proj.bias`, as PyTorch's `nn.MultiheadAttention`.
public struct MultiHeadAttention {
  /// `H`, the size of a step.
  public let hiddenSize: Int
  /// `N`, the number of heads.
  public let numHeads: Int
  /// The probability of dropping an attention weight in training.
  public let dropout: Double
  private let inputWeight: Tensor
  private let inputBias: Tensor
  private let outputProjection: Linear

  /// Makes the layer with PyTorch's initialisation: Glorot for the input projections, biases 0.
  ///
  /// - Parameters:
  ///   - hiddenSize: The size of a step, a multiple of `numHeads`.
  ///   - numHeads: The number of heads.
  ///   - dropout: The probability of dropping an attention weight in training.
  ///   - scope: The place of the parameters.
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(
    _ hiddenSize: Int, numHeads: Int, dropout: Double = 0, _ scope: ParameterScope
  ) throws {
    self.hiddenSize = hiddenSize
    self.numHeads = numHeads
    self.dropout = dropout
    inputWeight = try scope.parameter(
      "in_proj_weight", [3 * hiddenSize, hiddenSize],
      .xavierUniform(fanIn: hiddenSize, fanOut: 3 * hiddenSize))
    inputBias = try scope.parameter("in_proj_bias", [3 * hiddenSize], .zeros)
    outputProjection = try Linear(
      hiddenSize, hiddenSize, biasInitializer: .zeros, scope["out_proj"])
  }

  /// Attends from every step of a sequence to every step of the same one.
  ///
  /// - Parameters:
  ///   - hiddenStates: `[B, T, H]`.
  ///   - attentionMask: `[B, T]` bool, true where a step may be attended to; `nil` for all. A row
  ///     without any such step mixes nothing: its output is the bias of the output projection.
  ///   - mode: Dropout acts in training only.
  /// - Returns: `[B, T, H]`.
  /// - Throws: ``TorchError`` if the shapes do not fit.
  public func callAsFunction(
    _ hiddenStates: Tensor, attentionMask: Tensor? = nil, mode: Mode
  ) throws(TorchError) -> Tensor {
    let projected = try hiddenStates.linear(weight: inputWeight, bias: inputBias)  // [B, T, 3H]
    let parts = try projected.chunk(3, dim: 2)  // 3 × [B, T, H]
    return try attend(parts[0], parts[1], parts[2], attentionMask, mode)
  }

  /// Attends from one sequence to another.
  ///
  /// - Parameters:
  ///   - query: `[B, T, H]`, what asks.
  ///   - key: `[B, U, H]`, what is compared with it.
  ///   - value: `[B, U, H]`, what is mixed accordingly.
  ///   - attentionMask: `[B, U]` bool, true where a step may be attended to; `nil` for all.
  ///   - mode: Dropout acts in training only.
  /// - Returns: `[B, T, H]`.
  /// - Throws: ``TorchError`` if the shapes do not fit.
  public func callAsFunction(
    query: Tensor, key: Tensor, value: Tensor, attentionMask: Tensor? = nil, mode: Mode
  ) throws(TorchError) -> Tensor {
    let weights = try inputWeight.chunk(3, dim: 0)  // 3 × [H, H]
    let biases = try inputBias.chunk(3, dim: 0)  // 3 × [H]
    return try attend(
      query.linear(weight: weights[0], bias: biases[0]),
      key.linear(weight: weights[1], bias: biases[1]),
      value.linear(weight: weights[2], bias: biases[2]), attentionMask, mode)
  }

  private func attend(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, _ attentionMask: Tensor?, _ mode: Mode
  ) throws(TorchError) -> Tensor {
    // Numbers would be added to the scores instead of choosing among them.
    let mask = try attentionMask?.to(.bool).unsqueeze(1).unsqueeze(1)  // [B, 1, 1, T]
    let (queries, keys) = (try splitHeads(query), try splitHeads(key))
    try AttentionTrace.note(query: queries, key: keys, mask: mask)
    let context = try Tensor.scaledDotProductAttention(
      queries, keys, splitHeads(value), bias: mask,
      dropout: mode == .training ? dropout : 0)  // [B, N, T, D]
    let merged = try context.transpose(1, 2).reshape([query.dim(0), query.dim(1), hiddenSize])
    return try outputProjection(merged)  // [B, T, H]
  }

  /// `[B, T, H]` to `[B, N, T, D]`.
  private func splitHeads(_ states: Tensor) throws(TorchError) -> Tensor {
    try states.reshape([states.dim(0), states.dim(1), numHeads, hiddenSize / numHeads])
      .transpose(1, 2)
  }
}
