import Torch

/// A number that says how wrong the logits of a batch are, to be made small.
public protocol ClassificationLoss {
  /// Compares logits with the true classes.
  ///
  /// - Parameters:
  ///   - logits: `[B, K]`.
  ///   - targets: `[B]` int64, the true classes, each in `0..<K`.
  /// - Returns: One number without dimensions, differentiable.
  /// - Throws: ``TorchError`` if the shapes do not fit or a class is out of range.
  func callAsFunction(_ logits: Tensor, targets: Tensor) throws(TorchError) -> Tensor
}
