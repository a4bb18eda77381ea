import Torch

/// Cross entropy with optional class weights and label smoothing, as PyTorch's `nn.CrossEntropyLoss`.
///
/// With class weights it is the weighted mean: the sum over the batch divided by the sum of the
/// weights of its targets.
public struct CrossEntropyLoss: ClassificationLoss {
  /// One weight for each class, or `nil` where all count the same.
  public let classWeights: [Float]?
  /// How much of the target is spread evenly over all classes, in 0…1 (arXiv:1512.00567).
  public let labelSmoothing: Double

  /// Makes the loss.
  public init(classWeights: [Float]? = nil, labelSmoothing: Double = 0) {
    self.classWeights = classWeights
    self.labelSmoothing = labelSmoothing
  }

  /// The loss of a batch; see ``ClassificationLoss``.
  public func callAsFunction(_ logits: Tensor, targets: Tensor) throws(TorchError) -> Tensor {
    var weights: Tensor?
    if let classWeights {
      weights = try Tensor(classWeights, shape: [classWeights.count], device: logits.device)
        .to(logits.dtype)
    }
    return try logits.crossEntropy(
      targets, classWeights: weights, labelSmoothing: labelSmoothing)
  }
}
