import Torch

/// What a wav2vec2 encoder gives for a batch of waveforms.
public struct Wav2Vec2Output {
  /// The last layer's hidden states, `[B, F, H]`; those behind a row's frames mean nothing.
  public let lastHiddenState: Tensor
  /// Real frames of each row, at least 1.
  public let numFrames: [Int]

  /// The mean of each row's real frames, `[B, H]`.
  public func meanOverTime() throws(TorchError) -> Tensor {
    let length = lastHiddenState.dim(1)
    if numFrames.allSatisfy({ $0 == length }) { return try lastHiddenState.mean(dims: [1]) }
    let mask = try LengthMask.tensor(
      numFrames, length: length, device: lastHiddenState.device
    ).to(lastHiddenState.dtype).unsqueeze(2)  // [B, F, 1]
    return try (lastHiddenState * mask).sum(dims: [1]) / mask.sum(dims: [1])  // [B, H]
  }
}
