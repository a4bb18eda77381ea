import Torch

/// A convolution over the last dimension.
///
/// Keys: `weight` `[output, input / groups, kernel]`, `bias` `[output]`, as PyTorch's `nn.Conv1d`.
/// With ``Normalization/weightNorm`` the kernel is split into length and direction (Salimans and
/// Kingma 2016): `parametrizations.weight.original0` `[1, 1, kernel]` and `…original1`, the shape of
/// the kernel. Checkpoints that call them `weight_g` and `weight_v` need
/// ``CheckpointKeyMap/legacyWeightNorm``.
public struct Conv1d {
  /// How the kernel is stored.
  public enum Normalization: Hashable, Sendable {
    /// As it is.
    case none
    /// Split into a length for each place of the kernel (`dim=2` in PyTorch) and a direction.
    case weightNorm
  }

  /// The sizes of a convolution.
  public struct Geometry: Hashable, Sendable {
    /// The number of places that the kernel covers.
    public var kernelSize: Int
    /// How far the kernel moves between two outputs.
    public var stride: Int
    /// How many zeros are put before and behind the input.
    public var padding: Int
    /// How far the places of the kernel lie apart.
    public var dilation: Int
    /// How many independent parts the channels are divided into.
    public var groups: Int

    /// Gives the sizes; all but the kernel's have PyTorch's defaults.
    public init(
      kernelSize: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1
    ) {
      (self.kernelSize, self.stride, self.padding) = (kernelSize, stride, padding)
      (self.dilation, self.groups) = (dilation, groups)
    }
  }

  private enum Kernel {
    case plain(Tensor)
    case normalized(length: Tensor, direction: Tensor)
  }

  /// The sizes.
  public let geometry: Geometry
  /// `[output]`, or `nil` where nothing is added.
  public let bias: Tensor?
  private let kernel: Kernel

  /// Makes the layer.
  ///
  /// - Parameters:
  ///   - inputChannels: The number of channels of the input, a multiple of the groups.
  ///   - outputChannels: That of the output, also a multiple of the groups.
  ///   - geometry: The sizes.
  ///   - bias: Whether a number for each output channel is added.
  ///   - normalization: How the kernel is stored.
  ///   - weightInitializer: `nil` for PyTorch's default, uniform in ±1/√(inputs of an output).
  ///   - biasInitializer: `nil` for the same default.
  ///   - scope: The place of its parameters.
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(
    _ inputChannels: Int, _ outputChannels: Int, _ geometry: Geometry, bias: Bool = true,
    normalization: Normalization = .none, weightInitializer: Initializer? = nil,
    biasInitializer: Initializer? = nil, _ scope: ParameterScope
  ) throws {
    self.geometry = geometry
    let inputs = inputChannels / geometry.groups
    let standard = Initializer.kaimingUniform(fanIn: inputs * geometry.kernelSize)
    let shape = [outputChannels, inputs, geometry.kernelSize]
    switch normalization {
    case .none:
      kernel = .plain(try scope.parameter("weight", shape, weightInitializer ?? standard))
    case .weightNorm:
      let place = scope["parametrizations"]["weight"]
      let direction = try place.parameter("original1", shape, weightInitializer ?? standard)
      // Unless a checkpoint gives it, the length is the direction's own, so that the layer starts
      // as one without normalisation.
      let length = try withoutGradients { () throws(TorchError) in
        try Self.length(direction).floats()
      }
      kernel = .normalized(
        length: try place.parameter("original0", [1, 1, geometry.kernelSize], .values(length)),
        direction: direction)
    }
    self.bias =
      bias ? try scope.parameter("bias", [outputChannels], biasInitializer ?? standard) : nil
  }

  /// The kernel as it is applied, `[output, input / groups, kernel]`.
  public func weight() throws(TorchError) -> Tensor {
    switch kernel {
    case .plain(let weight): weight
    case .normalized(let length, let direction): try direction * (length / Self.length(direction))
    }
  }

  /// Convolves `[B, input, S]` to `[B, output, (S + 2·padding − dilation·(kernel − 1) − 1) / stride + 1]`.
  ///
  /// - Throws: ``TorchError`` if the input is shorter than the kernel or has other channels.
  public func callAsFunction(_ input: Tensor) throws(TorchError) -> Tensor {
    try input.conv1d(
      weight: weight(), bias: bias, stride: geometry.stride, padding: geometry.padding,
      dilation: geometry.dilation, groups: geometry.groups)
  }

  /// The Euclidean length over the channels for each place of the kernel, `[1, 1, kernel]`.
  private static func length(_ direction: Tensor) throws(TorchError) -> Tensor {
    try (direction * direction).sum(dims: [0, 1], keepDim: true).sqrt()
  }
}
