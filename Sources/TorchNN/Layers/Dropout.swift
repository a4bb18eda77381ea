import Torch

/// In training, sets each element to 0 with a probability and scales up the rest accordingly.
///
/// It has no parameters. (Srivastava et al. 2014)
public struct Dropout {
  /// The probability, in `0..<1`, that an element is dropped.
  public let probability: Double

  /// Makes the layer.
  public init(_ probability: Double) { self.probability = probability }

  /// Drops elements of a tensor of any shape; in evaluation it is returned as it is.
  public func callAsFunction(_ input: Tensor, mode: Mode) throws(TorchError) -> Tensor {
    guard mode == .training, probability > 0 else { return input }
    return try input.dropout(probability, training: true)
  }
}
