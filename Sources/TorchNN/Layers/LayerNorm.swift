import Torch

/// Normalises the last dimension of every row to mean 0 and variance 1, then scales and shifts it.
///
/// Keys: `weight`, `bias`, both `[size]`, as PyTorch's `nn.LayerNorm` (Ba et al. 2016).
public struct LayerNorm {
  /// `[size]`.
  public let weight: Tensor
  /// `[size]`.
  public let bias: Tensor
  /// What is added to the variance before its root is taken.
  public let eps: Double

  /// Makes the layer.
  ///
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(_ size: Int, eps: Double = 1e-5, _ scope: ParameterScope) throws {
    weight = try scope.parameter("weight", [size], .ones)
    bias = try scope.parameter("bias", [size], .zeros)
    self.eps = eps
  }

  /// Normalises `[…, size]`.
  public func callAsFunction(_ input: Tensor) throws(TorchError) -> Tensor {
    try input.layerNorm(weight.shape, weight: weight, bias: bias, eps: eps)
  }
}
