import Torch
import TorchNN

/// A classifier of a speaker's emotion.
///
/// Not `Sendable`: it holds tensors, so one actor owns it.
public protocol EmotionModel {
  /// The parts that give the same numbers in every epoch.
  var frozenEncoders: FrozenEncoders { get }

  /// Everything up to the classifier: one vector a turn, and what single media say.
  ///
  /// - Parameters:
  ///   - batch: `B` turns.
  ///   - mode: dropout, modality dropout and batch statistics act in training only.
  func features(_ batch: Batch, mode: Mode) throws -> ModelFeatures

  /// The classifier.
  ///
  /// - Parameter vectors: `[B, W]`, what ``features(_:mode:)`` gave, or a mixture of it.
  /// - Returns: the answers, without those of single media.
  func classify(_ vectors: Tensor, mode: Mode) throws -> ModelOutput
}

extension EmotionModel {
  /// Answers a batch with all that training learns from.
  public func output(_ batch: Batch, mode: Mode) throws -> ModelOutput {
    let features = try features(batch, mode: mode)
    var output = try classify(features.vectors, mode: mode)
    output.media = features.media
    return output
  }

  /// Classifies a batch of `B` conversation turns.
  ///
  /// - Returns: logits `[B, K]`, before softmax.
  public func callAsFunction(_ batch: Batch, mode: Mode) throws -> Tensor {
    try output(batch, mode: mode).logits
  }
}
