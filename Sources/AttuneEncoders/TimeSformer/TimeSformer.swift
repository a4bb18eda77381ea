// A video transformer after TimeSformer (Bertasius et al. 2021, arXiv:2102.05095) in the reference
// system's form: no class token, the mean over all tokens, and a residual layer above it. Where a
// part exists in the hub's `TimesformerModel` too, its parameter paths are that model's.

import Torch
import TorchNN

/// A video encoder: one vector a clip.
public struct TimeSformer {
  /// The sizes.
  public let configuration: TimeSformerConfiguration
  let embeddings: TimeSformerEmbeddings
  let layers: [TimeSformerLayer]
  let layerNorm: LayerNorm
  let firstDense: Linear
  let secondDense: Linear

  /// How fresh weights are drawn.
  static var initializer: Initializer { .truncatedNormal(standardDeviation: 0.02) }

  /// Makes the encoder.
  ///
  /// - Throws: ``EncoderConfigurationError``, or as `ParameterScope.parameter`.
  public init(_ configuration: TimeSformerConfiguration, _ scope: ParameterScope) throws {
    try configuration.validate()
    self.configuration = configuration
    let size = configuration.hiddenSize
    embeddings = try TimeSformerEmbeddings(configuration, scope["embeddings"])
    layers = try (0..<configuration.numHiddenLayers).map {
      try TimeSformerLayer(configuration, scope["encoder"]["layer"][$0])
    }
    layerNorm = try LayerNorm(size, scope["layernorm"])
    firstDense = try Linear(size, size, scope["pooler"]["dense1"])
    secondDense = try Linear(size, size, scope["pooler"]["dense2"])
  }

  /// Encodes clips.
  ///
  /// - Parameters:
  ///   - pixelValues: `[B, F, 3, height, width]`, sizes as in the configuration, normalised.
  ///   - mode: dropout acts in training only.
  /// - Returns: the hidden states of all tokens, `[B, P·F, H]`: patches row-major, frame fastest.
  /// - Throws: ``EncoderInputError`` for another shape, or ``TorchError``.
  public func hiddenStates(_ pixelValues: Tensor, mode: Mode) throws -> Tensor {
    let (frames, image) = (configuration.numFrames, configuration.imageSize)
    guard pixelValues.rank == 5, Array(pixelValues.shape.dropFirst()) == [frames, 3, image, image]
    else {
      throw EncoderInputError.shape(
        encoder: "timesformer", expected: "[B, \(frames), 3, \(image), \(image)]",
        actual: pixelValues.shape)
    }
    var states = try embeddings(pixelValues, mode: mode)
    for layer in layers { states = try layer(states, mode: mode) }
    return try layerNorm(states)
  }

  /// Encodes clips into one vector each.
  ///
  /// - Parameters:
  ///   - pixelValues: `[B, F, 3, height, width]`, sizes as in the configuration, normalised.
  ///   - mode: dropout acts in training only.
  /// - Returns: `[B, H]`: the mean over all tokens, and what two layers add to it.
  /// - Throws: as ``hiddenStates(_:mode:)``.
  public func callAsFunction(_ pixelValues: Tensor, mode: Mode) throws -> Tensor {
    let mean = try hiddenStates(pixelValues, mode: mode).mean(dims: [1])  // [B, H]
    let inner = try Dropout(configuration.dropout)(Activation.gelu(firstDense(mean)), mode: mode)
    return try mean + secondDense(inner)  // [B, H]
  }
}
