import Torch

/// Cross entropy that counts less the surer the model is already: mean of α(1−p)^γ·(−log p).
///
/// p is the probability of the true class, α its weight (Lin et al. 2017). Unlike the weights of
/// ``CrossEntropyLoss``, α does not normalise: it is the plain mean over the batch.
public struct FocalLoss: ClassificationLoss {
  /// How strongly sure cases are discounted; 0 gives cross entropy.
  public let gamma: Double
  /// One weight for each class, or `nil` where all count the same.
  public let alpha: [Float]?

  /// Makes the loss; `gamma` must not be negative.
  public init(gamma: Double = 2, alpha: [Float]? = nil) {
    self.gamma = gamma
    self.alpha = alpha
  }

  /// The loss of a batch; see ``ClassificationLoss``.
  public func callAsFunction(_ logits: Tensor, targets: Tensor) throws(TorchError) -> Tensor {
    let logProbability = try logits.logSoftmax(dim: 1)
      .gather(dim: 1, index: targets.unsqueeze(1)).squeeze(1)  // [B]
    // The derivative of a fractional power at 0 is infinite; where p has rounded to 1 the clamp
    // makes it 0.
    let doubt = try (1 - logProbability.exp()).clamp(minimum: 1e-8)
    var loss = try doubt.pow(gamma) * (-logProbability)
    if let alpha {
      let weights = try Tensor(alpha, shape: [alpha.count], device: logits.device)
      loss = try loss * weights.to(logits.dtype).indexSelect(dim: 0, index: targets)
    }
    return try loss.mean()
  }
}
