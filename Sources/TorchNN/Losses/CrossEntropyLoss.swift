import Torch

/// Cross entropy with optional class weights and label smoothing, as PyTorch's `nn.CrossEntropyLoss`.
///
/// With class weights it is the weighted mean: the sum over the rows divided by the sum of the
/// weights of their classes.
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

  /// −Σ w·q·log p over the classes of each row; see ``ClassificationLoss``.
  public func terms(_ logits: Tensor, targets: Tensor) throws(TorchError) -> Tensor {
    var wanted = try LabelSmoothing(epsilon: labelSmoothing)(targets)
    if let weights = try Tensor.row(classWeights, like: logits) { wanted = try wanted * weights }
    return try -(wanted * logits.logSoftmax(dim: 1)).sum(dims: [1])
  }

  /// The weight of the row's class.
  public func weight(of label: Int) -> Double {
    guard let classWeights, classWeights.indices.contains(label) else { return 1 }
    return Double(classWeights[label])
  }
}
