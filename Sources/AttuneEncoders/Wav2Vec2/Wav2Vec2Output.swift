import Torch

/// What a wav2vec2 encoder gives for a batch of waveforms.
public struct Wav2Vec2Output {
  /// The last layer's hidden states, `[B, F, H]`; those behind a row's frames mean nothing.
  public let lastHiddenState: Tensor
  /// The states that enter the first layer, then those behind each layer, every one `[B, F, H]`;
  /// empty unless they were asked for.
  ///
  /// The last of them is ``lastHiddenState``, in the large style too, whose final normalisation is
  /// part of it (as in SUPERB, arXiv:2105.01051).
  public let hiddenStates: [Tensor]
  /// Real frames of each row, at least 1.
  public let numFrames: [Int]

  /// The mean of each row's real frames, `[B, H]`.
  public func meanOverTime() throws(TorchError) -> Tensor {
    try meanOverTime(of: lastHiddenState)
  }

  /// The means of each row's real frames in ``hiddenStates``, `[L, B, H]`.
  public func meansOverTime() throws(TorchError) -> Tensor {
    var means: [Tensor] = []
    for states in hiddenStates { means.append(try meanOverTime(of: states)) }
    return try Tensor.stack(means)
  }

  private func meanOverTime(of states: Tensor) throws(TorchError) -> Tensor {
    let length = states.dim(1)
    if numFrames.allSatisfy({ $0 == length }) { return try states.mean(dims: [1]) }
    let mask = try LengthMask.tensor(
      numFrames, length: length, device: states.device
    ).to(states.dtype).unsqueeze(2)  // [B, F, 1]
    return try (states * mask).sum(dims: [1]) / mask.sum(dims: [1])  // [B, H]
  }
}
