import Torch

/// A convolution over the last two dimensions.
///
/// Keys: `weight` `[output, input, height, width]`, `bias` `[output]`, as PyTorch's `nn.Conv2d`.
public struct Conv2d {
  /// `[output, input, height, width]`.
  public let weight: Tensor
  /// `[output]`, or `nil` where nothing is added.
  public let bias: Tensor?
  /// How far the kernel moves between two outputs, down and right.
  public let stride: (height: Int, width: Int)
  /// How many zeros are put around the input, above and below, left and right.
  public let padding: (height: Int, width: Int)

  /// Makes the layer.
  ///
  /// - Parameters:
  ///   - inputChannels: The number of channels of the input.
  ///   - outputChannels: That of the output.
  ///   - kernelSize: Height and width of the kernel.
  ///   - stride: Down and right.
  ///   - padding: Above and below, left and right.
  ///   - bias: Whether a number for each output channel is added.
  ///   - weightInitializer: `nil` for PyTorch's default, uniform in ±1/√(inputs of an output).
  ///   - biasInitializer: `nil` for the same default.
  ///   - scope: The place of its parameters.
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(
    _ inputChannels: Int, _ outputChannels: Int, kernelSize: (height: Int, width: Int),
    stride: (height: Int, width: Int) = (1, 1), padding: (height: Int, width: Int) = (0, 0),
    bias: Bool = true, weightInitializer: Initializer? = nil, biasInitializer: Initializer? = nil,
    _ scope: ParameterScope
  ) throws {
    let standard = Initializer.kaimingUniform(
      fanIn: inputChannels * kernelSize.height * kernelSize.width)
    weight = try scope.parameter(
      "weight", [outputChannels, inputChannels, kernelSize.height, kernelSize.width],
      weightInitializer ?? standard)
    self.bias =
      bias ? try scope.parameter("bias", [outputChannels], biasInitializer ?? standard) : nil
    self.stride = stride
    self.padding = padding
  }

  /// Convolves `[B, input, height, width]`.
  ///
  /// - Throws: ``TorchError`` if the input is smaller than the kernel or has other channels.
  public func callAsFunction(_ input: Tensor) throws(TorchError) -> Tensor {
    try input.conv2d(weight: weight, bias: bias, stride: stride, padding: padding)
  }
}
