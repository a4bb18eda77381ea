import Torch

/// How far two answers to the same rows lie apart: ½ [KL(P‖Q) + KL(Q‖P)].
///
/// R-Drop makes it small between two passes that differ by their dropout (Liang et al. 2021,
/// arXiv:2106.14448).
public struct SymmetricDivergence {
  /// Makes the divergence.
  public init() {}

  /// The divergence of each row.
  ///
  /// - Parameters:
  ///   - first: logits, `[B, K]`.
  ///   - second: logits of the same rows, `[B, K]`.
  /// - Returns: `[B]`, not negative, differentiable by both.
  /// - Throws: ``TorchError`` if the shapes differ.
  public func terms(_ first: Tensor, _ second: Tensor) throws(TorchError) -> Tensor {
    let (p, q) = (try first.logSoftmax(dim: 1), try second.logSoftmax(dim: 1))
    return try ((p.exp() - q.exp()) * (p - q)).sum(dims: [1]) * 0.5
  }
}
