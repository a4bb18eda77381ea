import Torch
import TorchNN

/// One convolution over time: normalised over the channels of a step, GELU, dropout.
///
/// Keys: `convolution.{weight,bias}`, `layer_norm.{weight,bias}`.
struct LogMelLayer {
  private let convolution: Conv1d
  private let layerNorm: LayerNorm
  private let dropout: Dropout

  init(
    _ inputChannels: Int, _ outputChannels: Int, _ configuration: LogMelConfiguration,
    _ scope: ParameterScope
  ) throws {
    let kernel = configuration.kernelSize
    convolution = try Conv1d(
      inputChannels, outputChannels,
      .init(kernelSize: kernel, stride: configuration.stride, padding: kernel / 2),
      scope["convolution"])
    layerNorm = try LayerNorm(outputChannels, scope["layer_norm"])
    dropout = Dropout(configuration.dropout)
  }

  /// Steps that the layer makes of a number of steps.
  func numSteps(_ count: Int) -> Int { (count - 1) / convolution.geometry.stride + 1 }

  /// Convolves `[B, C, T]`, 0 at padding, to `[B, C', T']`, which is not.
  func callAsFunction(_ states: Tensor, mode: Mode) throws -> Tensor {
    try GradientCheckpointing.layer(states, mode: mode) { states in
      let normalized = try layerNorm(convolution(states).transpose(1, 2)).transpose(1, 2)
      return try dropout(normalized.gelu(), mode: mode)
    }
  }
}
