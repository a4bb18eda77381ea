import Torch
import TorchNN

/// A classifier of a speaker's emotion.
///
/// Not `Sendable`: it holds tensors, so one actor owns it.
public protocol EmotionModel {
  /// Answers a batch with all that training learns from.
  ///
  /// - Parameters:
  ///   - batch: `B` turns.
  ///   - mode: dropout, modality dropout and batch statistics act in training only.
  func output(_ batch: Batch, mode: Mode) throws -> ModelOutput
}

extension EmotionModel {
  /// Classifies a batch of `B` conversation turns.
  ///
  /// - Returns: logits `[B, K]`, before softmax.
  public func callAsFunction(_ batch: Batch, mode: Mode) throws -> Tensor {
    try output(batch, mode: mode).logits
  }
}
