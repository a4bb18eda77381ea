import Torch

/// Normalises groups of channels of every row, then scales and shifts each channel.
///
/// Keys: `weight`, `bias`, both `[channels]`, as PyTorch's `nn.GroupNorm` (Wu and He 2018).
/// Padding at the end of a row is part of its statistics: do not pad what goes through it.
public struct GroupNorm {
  /// The number of groups that the channels are divided into.
  public let numGroups: Int
  /// `[channels]`.
  public let weight: Tensor
  /// `[channels]`.
  public let bias: Tensor
  /// What is added to the variance before its root is taken.
  public let eps: Double

  /// Makes the layer; `numChannels` must be a multiple of `numGroups`.
  ///
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(
    numGroups: Int, numChannels: Int, eps: Double = 1e-5, _ scope: ParameterScope
  ) throws {
    self.numGroups = numGroups
    weight = try scope.parameter("weight", [numChannels], .ones)
    bias = try scope.parameter("bias", [numChannels], .zeros)
    self.eps = eps
  }

  /// Normalises `[B, channels, …]`.
  public func callAsFunction(_ input: Tensor) throws(TorchError) -> Tensor {
    try input.groupNorm(numGroups, weight: weight, bias: bias, eps: eps)
  }
}
