import Torch

/// A table that turns ids into vectors.
///
/// Keys: `weight` `[count, size]`, as PyTorch's `nn.Embedding`.
public struct Embedding {
  /// `[count, size]`.
  public let weight: Tensor
  /// The id whose vector is never trained, if there is one.
  public let paddingIndex: Int?

  /// Makes the layer.
  ///
  /// - Parameters:
  ///   - count: The number of ids.
  ///   - size: The size of a vector.
  ///   - paddingIndex: An id whose vector receives no gradient.
  ///   - initializer: PyTorch's default is the standard normal distribution.
  ///   - scope: The place of its parameters.
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(
    _ count: Int, _ size: Int, paddingIndex: Int? = nil,
    initializer: Initializer = .normal(standardDeviation: 1), _ scope: ParameterScope
  ) throws {
    weight = try scope.parameter("weight", [count, size], initializer)
    self.paddingIndex = paddingIndex
  }

  /// Looks up ids.
  ///
  /// - Parameter indices: int64 of any shape, each in `0..<count`.
  /// - Returns: The shape of `indices` with `size` appended.
  /// - Throws: ``TorchError`` for an id outside the table.
  public func callAsFunction(_ indices: Tensor) throws(TorchError) -> Tensor {
    let vectors = try weight.embedding(indices)
    guard let paddingIndex, weight.requiresGrad else { return vectors }
    let isPadding = try indices.eq(Double(paddingIndex)).unsqueeze(-1)
    return try Tensor.where(isPadding, vectors.detach(), vectors)
  }
}
