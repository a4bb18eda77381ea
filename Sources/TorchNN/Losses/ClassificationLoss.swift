import Torch

/// A number that says how wrong the logits of a batch are, to be made small.
///
/// A loss is given row by row, and each row's class says how much it counts in the mean. So the mean
/// over a batch that was split, over gradient accumulation or over processes, is the mean over the
/// whole one, also where classes are weighted.
public protocol ClassificationLoss {
  /// How wrong each row is.
  ///
  /// - Parameters:
  ///   - logits: `[B, K]`.
  ///   - targets: `[B, K]`, what each row should be: probabilities of the classes that sum to 1, of
  ///     the logits' type.
  /// - Returns: `[B]`, differentiable.
  /// - Throws: ``TorchError`` if the shapes do not fit.
  func terms(_ logits: Tensor, targets: Tensor) throws(TorchError) -> Tensor

  /// How much a row of a class counts in the mean of the terms.
  ///
  /// - Parameter label: the true class, in `0..<K`.
  func weight(of label: Int) -> Double
}

extension ClassificationLoss {
  /// Every row counts the same.
  public func weight(of label: Int) -> Double { 1 }

  /// Compares logits with the true classes.
  ///
  /// - Parameters:
  ///   - logits: `[B, K]`.
  ///   - targets: `[B]` int64, the true classes, each in `0..<K`.
  /// - Returns: The mean, one number without dimensions, differentiable.
  /// - Throws: ``TorchError`` if the shapes do not fit or a class is out of range.
  public func callAsFunction(_ logits: Tensor, targets: Tensor) throws(TorchError) -> Tensor {
    let terms = try terms(logits, targets: .oneHot(targets, like: logits))
    let weight = try targets.int64s().reduce(0) { $0 + self.weight(of: Int($1)) }
    return try terms.sum() / weight
  }
}

extension Tensor {
  /// Classes as rows of one 1 among zeros.
  ///
  /// - Parameters:
  ///   - labels: `[B]` int64, each in `0..<K`.
  ///   - logits: `[B, K]`; its type, device and number of classes are taken.
  /// - Returns: `[B, K]`.
  /// - Throws: ``TorchError`` if a class is out of range or the shapes do not fit.
  public static func oneHot(_ labels: Tensor, like logits: Tensor) throws(TorchError) -> Tensor {
    let count = logits.shape.last ?? 0
    var identity = [Float](repeating: 0, count: count * count)
    for index in 0..<count { identity[index * count + index] = 1 }
    return try Tensor(identity, shape: [count, count], device: logits.device).to(logits.dtype)
      .indexSelect(dim: 0, index: labels).reshape(logits.shape)
  }

  /// One number a class as a row that fits logits, or `nil` where there are no numbers.
  static func row(_ values: [Float]?, like logits: Tensor) throws(TorchError) -> Tensor? {
    guard let values else { return nil }
    return try Tensor(values, shape: [1, values.count], device: logits.device).to(logits.dtype)
  }
}
