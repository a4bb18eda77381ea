import Torch

/// Hidden states of texts that stand one after another.
public struct PackedStates {
  /// `[tokens, H]`.
  public let hiddenStates: Tensor
  /// Tokens of each of the `B` texts, at least 1; they sum to the rows of ``hiddenStates``.
  public let lengths: [Int]

  /// Pairs states with the lengths of their texts.
  public init(_ hiddenStates: Tensor, lengths: [Int]) {
    (self.hiddenStates, self.lengths) = (hiddenStates, lengths)
  }

  /// The states without some of the tokens, each left out by itself; a text's first one never is.
  ///
  /// What is left is cheaper and cannot be learned by heart (token dropping: Hou et al. 2022,
  /// arXiv:2203.13240). Draws from libtorch's generator.
  ///
  /// - Parameter probability: of leaving a token out, 0…1.
  public func leavingOut(_ probability: Double) throws(TorchError) -> PackedStates {
    guard probability > 0 else { return self }
    let drawn = try Tensor.uniform([hiddenStates.dim(0)]).floats()
    var kept: [Int64] = []
    var keptLengths: [Int] = []
    var start = 0
    for length in lengths {
      let before = kept.count
      for token in start..<start + length
      where token == start || Double(drawn[token]) >= probability {
        kept.append(Int64(token))
      }
      keptLengths.append(kept.count - before)
      start += length
    }
    return PackedStates(
      try hiddenStates.indexSelect(
        dim: 0, index: Tensor(kept, shape: [kept.count], device: hiddenStates.device)),
      lengths: keptLengths)
  }

  /// The state of each text's first token, `[B, H]`.
  public func first() throws(TorchError) -> Tensor {
    var starts: [Int64] = []
    var next = 0
    for length in lengths {
      starts.append(Int64(next))
      next += length
    }
    return try hiddenStates.indexSelect(
      dim: 0, index: Tensor(starts, shape: [starts.count], device: hiddenStates.device))
  }

  /// The mean of each text's states, `[B, H]` in `float32`.
  public func mean() throws -> Tensor {
    // One product with a matrix of 1 / length: its gradient is a product too, and no loop.
    let numTokens = hiddenStates.dim(0)
    var weights = [Float](repeating: 0, count: lengths.count * numTokens)
    var next = 0
    for (row, length) in lengths.enumerated() {
      for token in next..<min(next + length, numTokens) {
        weights[row * numTokens + token] = 1 / Float(length)
      }
      next += length
    }
    let matrix = try Tensor(
      weights, shape: [lengths.count, numTokens], device: hiddenStates.device)
    return try withAutocast(nil, on: hiddenStates.device) {
      try matrix.matmul(hiddenStates.to(.float32))
    }
  }
}
