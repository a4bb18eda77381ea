import Torch

/// An affine map of the last dimension: `x · weightᵀ + bias`.
///
/// Keys: `weight` `[output, input]`, `bias` `[output]`, as PyTorch's `nn.Linear`.
public struct Linear {
  /// `[output, input]`.
  public let weight: Tensor
  /// `[output]`, or `nil` for a linear map.
  public let bias: Tensor?

  /// Makes the layer.
  ///
  /// - Parameters:
  ///   - inputSize: The size of the last dimension of the input.
  ///   - outputSize: That of the output.
  ///   - bias: Whether something is added.
  ///   - weightInitializer: `nil` for PyTorch's default, uniform in ±1/√inputSize.
  ///   - biasInitializer: `nil` for the same default.
  ///   - scope: The place of its parameters.
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(
    _ inputSize: Int, _ outputSize: Int, bias: Bool = true,
    weightInitializer: Initializer? = nil, biasInitializer: Initializer? = nil,
    _ scope: ParameterScope
  ) throws {
    let standard = Initializer.kaimingUniform(fanIn: inputSize)
    weight = try scope.parameter("weight", [outputSize, inputSize], weightInitializer ?? standard)
    self.bias = bias ? try scope.parameter("bias", [outputSize], biasInitializer ?? standard) : nil
  }

  /// Maps `[…, input]` to `[…, output]`.
  public func callAsFunction(_ input: Tensor) throws(TorchError) -> Tensor {
    try input.linear(weight: weight, bias: bias)
  }
}
