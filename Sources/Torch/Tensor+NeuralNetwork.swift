import CTorchShim

extension Tensor {
  /// x · weightᵀ + bias over the last dimension.
  ///
  /// - Parameters:
  ///   - weight: `[out, in]`.
  ///   - bias: `[out]`.
  public func linear(weight: Tensor, bias: Tensor?) throws(TorchError) -> Tensor {
    try Tensor.make("linear", [self, weight]) {
      ctorch_linear(handle, weight.handle, bias?.handle, $0)
    }
  }

  /// Rows of a table, `self` being the table `[entries, size]`.
  ///
  /// - Parameter indices: int64 of any shape.
  /// - Returns: the shape of `indices` with `size` appended.
  public func embedding(_ indices: Tensor) throws(TorchError) -> Tensor {
    try Tensor.make("embedding", [self, indices]) {
      ctorch_embedding(handle, indices.handle, $0)
    }
  }

  /// Normalises over the last dimensions, whose sizes are `shape`.
  public func layerNorm(
    _ shape: [Int], weight: Tensor?, bias: Tensor?, eps: Double
  ) throws(TorchError) -> Tensor {
    try Tensor.make("layerNorm", [self]) {
      ctorch_layer_norm(
        handle, shape.map(Int64.init), shape.count, weight?.handle, bias?.handle, eps, $0)
    }
  }

  /// Normalises groups of channels, `[B, C, …]`.
  public func groupNorm(
    _ groups: Int, weight: Tensor?, bias: Tensor?, eps: Double
  ) throws(TorchError) -> Tensor {
    try Tensor.make("groupNorm", [self]) {
      ctorch_group_norm(handle, Int64(groups), weight?.handle, bias?.handle, eps, $0)
    }
  }

  /// Normalises each channel over the batch, `[B, C]` or `[B, C, T]`.
  ///
  /// In training the batch's statistics are used and the running ones updated in place.
  public func batchNorm(
    weight: Tensor?, bias: Tensor?, runningMean: Tensor, runningVariance: Tensor, training: Bool,
    momentum: Double, eps: Double
  ) throws(TorchError) -> Tensor {
    try Tensor.make("batchNorm", [self]) {
      ctorch_batch_norm(
        handle, weight?.handle, bias?.handle, runningMean.handle, runningVariance.handle, training,
        momentum, eps, $0)
    }
  }

  /// In training, zeroes elements with a probability and scales the others by 1 / (1 − p).
  public func dropout(_ probability: Double, training: Bool) throws(TorchError) -> Tensor {
    try Tensor.make("dropout", [self]) { ctorch_dropout(handle, probability, training, $0) }
  }

  /// Convolution over `[B, C, T]`, `weight` `[out, in / groups, kernel]`.
  public func conv1d(
    weight: Tensor, bias: Tensor?, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Int = 1
  ) throws(TorchError) -> Tensor {
    try Tensor.make("conv1d", [self, weight]) {
      ctorch_conv1d(
        handle, weight.handle, bias?.handle, Int64(stride), Int64(padding), Int64(dilation),
        Int64(groups), $0)
    }
  }

  /// Convolution over `[B, C, height, width]`, `weight` `[out, in / groups, height, width]`; stride,
  /// padding and dilation are (height, width) pairs.
  public func conv2d(
    weight: Tensor, bias: Tensor?, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0),
    dilation: (Int, Int) = (1, 1), groups: Int = 1
  ) throws(TorchError) -> Tensor {
    func pair(_ value: (Int, Int)) -> [Int64] { [Int64(value.0), Int64(value.1)] }
    return try Tensor.make("conv2d", [self, weight]) {
      ctorch_conv2d(
        handle, weight.handle, bias?.handle, pair(stride), pair(padding), pair(dilation),
        Int64(groups), $0)
    }
  }

  /// An LSTM over padded rows of true lengths, `[B, T, D]`.
  ///
  /// Padding is never computed, so it changes no real row.
  ///
  /// - Parameters:
  ///   - lengths: `B` numbers in 1…T.
  ///   - weights: for each layer, and in it for each direction: `weight_ih` `[4H, D]`,
  ///     `weight_hh` `[4H, H]`, `bias_ih` `[4H]`, `bias_hh` `[4H]`.
  ///   - dropout: between layers, in training.
  /// - Returns: `[B, T, directions · H]`, zero behind each row's length.
  public func lstm(
    lengths: [Int], weights: [Tensor], numLayers: Int, bidirectional: Bool, dropout: Double,
    training: Bool
  ) throws(TorchError) -> Tensor {
    let handles = weights.map(\.handle)
    return try Tensor.make("lstm", [self]) {
      ctorch_lstm(
        handle, lengths.map(Int64.init), lengths.count, handles, handles.count, Int64(numLayers),
        bidirectional, dropout, training, $0)
    }
  }

  /// softmax(q · kᵀ · scale + bias) · v.
  ///
  /// - Parameters:
  ///   - query: `[B, N, T, D]`.
  ///   - key: `[B, N, S, D]`.
  ///   - value: `[B, N, S, D]`.
  ///   - bias: broadcasts to `[B, N, T, S]`; added to the scores, or bool with true for what may be
  ///     attended to. A row that may attend to nothing is zero.
  ///   - dropout: probability of dropping an attention weight; 0 outside training.
  ///   - scale: 1 / √D by default.
  public static func scaledDotProductAttention(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, bias: Tensor? = nil, dropout: Double = 0,
    scale: Double? = nil
  ) throws(TorchError) -> Tensor {
    try make("scaledDotProductAttention", [query, key, value]) { out in
      if var scale {
        return ctorch_scaled_dot_product_attention(
          query.handle, key.handle, value.handle, bias?.handle, dropout, &scale, out)
      }
      return ctorch_scaled_dot_product_attention(
        query.handle, key.handle, value.handle, bias?.handle, dropout, nil, out)
    }
  }

  /// Attention within each of the sequences that stand one after another, so that nothing has to be
  /// padded.
  ///
  /// - Parameters:
  ///   - query: `[tokens, H]`, as `key` and `value`.
  ///   - lengths: tokens of each sequence, at least 1; they sum to `tokens`.
  ///   - numHeads: divides `H`; the scores are scaled by 1 / √(H / `numHeads`).
  ///   - dropout: probability of dropping an attention weight; 0 outside training.
  /// - Returns: `[tokens, H]`.
  public static func packedAttention(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, lengths: [Int], numHeads: Int,
    dropout: Double = 0
  ) throws(TorchError) -> Tensor {
    try make("packedAttention", [query, key, value]) {
      ctorch_packed_attention(
        query.handle, key.handle, value.handle, lengths.map(Int64.init), lengths.count,
        Int64(numHeads), dropout, $0)
    }
  }

  /// Mean cross-entropy of logits, `self` being `[B, K]`.
  ///
  /// - Parameters:
  ///   - targets: class indices `[B]` int64.
  ///   - classWeights: `[K]`; the mean is then weighted, as PyTorch's.
  ///   - labelSmoothing: share of each target spread evenly over the classes, 0..<1.
  public func crossEntropy(
    _ targets: Tensor, classWeights: Tensor? = nil, labelSmoothing: Double = 0
  ) throws(TorchError) -> Tensor {
    try Tensor.make("crossEntropy", [self, targets]) {
      ctorch_cross_entropy(handle, targets.handle, classWeights?.handle, labelSmoothing, $0)
    }
  }
}
