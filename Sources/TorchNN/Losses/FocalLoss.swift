import Torch

/// Cross entropy that counts less the surer the model is already: mean of α(1−p)^γ·(−log p).
///
/// p is the probability of the true class, α its weight (Lin et al. 2017, arXiv:1708.02002). With
/// label smoothing, or where the target is a mixture, each class adds its share q·α(1−p)^γ·(−log p).
/// Unlike the weights of ``CrossEntropyLoss``, α does not normalise: it is the plain mean over the
/// rows.
public struct FocalLoss: ClassificationLoss {
  /// How strongly sure cases are discounted; 0 gives cross entropy.
  public let gamma: Double
  /// One weight for each class, or `nil` where all count the same.
  public let alpha: [Float]?
  /// How much of the target is spread evenly over all classes, in 0…1 (arXiv:1512.00567).
  public let labelSmoothing: Double

  /// Makes the loss; `gamma` must not be negative.
  public init(gamma: Double = 2, alpha: [Float]? = nil, labelSmoothing: Double = 0) {
    self.gamma = gamma
    self.alpha = alpha
    self.labelSmoothing = labelSmoothing
  }

  /// Σ q·α(1−p)^γ·(−log p) over the classes of each row; see ``ClassificationLoss``.
  public func terms(_ logits: Tensor, targets: Tensor) throws(TorchError) -> Tensor {
    var wanted = try LabelSmoothing(epsilon: labelSmoothing)(targets)
    if let alpha = try Tensor.row(alpha, like: logits) { wanted = try wanted * alpha }
    let logProbability = try logits.logSoftmax(dim: 1)  // [B, K]
    // The derivative of a fractional power at 0 is infinite; where p has rounded to 1 the clamp
    // makes it 0.
    let doubt = try (1 - logProbability.exp()).clamp(minimum: 1e-8)
    return try -(wanted * doubt.pow(gamma) * logProbability).sum(dims: [1])
  }
}
