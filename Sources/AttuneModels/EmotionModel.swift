import Torch
import TorchNN

/// A classifier of a speaker's emotion.
///
/// Not `Sendable`: it holds tensors, so one actor owns it.
public protocol EmotionModel {
  /// Classifies a batch of conversation turns.
  ///
  /// - Parameters:
  ///   - batch: `B` turns.
  ///   - mode: dropout, modality dropout and batch statistics act in training only.
  /// - Returns: logits `[B, K]`, before softmax.
  func callAsFunction(_ batch: Batch, mode: Mode) throws -> Tensor
}
