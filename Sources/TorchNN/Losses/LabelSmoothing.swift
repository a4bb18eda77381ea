import Torch

/// Takes a little certainty from the targets (arXiv:1512.00567).
struct LabelSmoothing {
  /// The share ε of the target that is spread evenly over all classes, in 0…1.
  let epsilon: Double

  /// (1 − ε) · targets + ε / K.
  func callAsFunction(_ targets: Tensor) throws(TorchError) -> Tensor {
    guard epsilon > 0 else { return targets }
    return try targets * (1 - epsilon) + epsilon / Double(max(1, targets.dim(-1)))
  }
}
