import Torch
import TorchNN

/// Positions as a convolution over the neighbouring frames.
///
/// Keys: `encoder.pos_conv_embed.conv.{parametrizations.weight.original0,…original1,bias}`.
struct Wav2Vec2PositionalConvolution {
  let convolution: Conv1d
  let activation: Activation
  /// An even kernel with the same padding on both sides makes one frame too many.
  let dropsLastFrame: Bool

  init(_ configuration: Wav2Vec2Configuration, _ scope: ParameterScope) throws {
    let (size, kernel) = (configuration.hiddenSize, configuration.positionalKernel)
    convolution = try Conv1d(
      size, size,
      Conv1d.Geometry(
        kernelSize: kernel, padding: kernel / 2, groups: configuration.positionalGroups),
      normalization: .weightNorm,
      weightInitializer: .normal(standardDeviation: 2 / Double(kernel * size).squareRoot()),
      biasInitializer: .zeros, scope["conv"])
    activation = configuration.featureActivation
    dropsLastFrame = kernel % 2 == 0
  }

  /// Positions for `[B, F, H]`.
  func callAsFunction(_ hiddenStates: Tensor) throws(TorchError) -> Tensor {
    let length = hiddenStates.dim(1)
    var states = try convolution(hiddenStates.transpose(1, 2))  // [B, H, F or F + 1]
    if dropsLastFrame { states = try states.narrow(dim: 2, start: 0, length: length) }
    return try activation(states).transpose(1, 2)  // [B, F, H]
  }
}
