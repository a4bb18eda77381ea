// TimeSformer (Bertasius et al. 2021, arXiv:2102.05095) in two forms. The hub's has a class token
// and is computed as `TimesformerModel` of Hugging Face transformers computes it. The reference
// system's has none; its vector is the mean over all tokens with a residual layer above it. What
// both have stands at the same parameter paths, which are those of the hub's model.

import Torch
import TorchNN

/// A video encoder: the hidden states of a clip, or one vector.
public struct TimeSformer {
  /// The sizes.
  public let configuration: TimeSformerConfiguration
  let embeddings: TimeSformerEmbeddings
  let layers: [TimeSformerLayer]
  let layerNorm: LayerNorm
  let residual: (first: Linear, second: Linear)?

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
      try TimeSformerLayer(configuration, index: $0, scope["encoder"]["layer"][$0])
    }
    layerNorm = try LayerNorm(size, eps: configuration.layerNormEps, scope["layernorm"])
    residual =
      configuration.pooling == .residual
      ? (
        try Linear(size, size, scope["pooler"]["dense1"]),
        try Linear(size, size, scope["pooler"]["dense2"])
      ) : nil
  }

  /// Encodes clips.
  ///
  /// - Parameters:
  ///   - pixelValues: `[B, F, 3, height, width]`, normalised, height and width multiples of the
  ///     patch size. Where frames or size are not the configuration's, each position is that of the
  ///     nearest place which the encoder knows.
  ///   - mode: dropout acts in training only.
  /// - Returns: the hidden states of all tokens, `[B, P·F, H]`: patches row-major, frame fastest,
  ///   behind the class token where there is one. Without attention over time `[B, F, P, H]`, the
  ///   class token first in each frame.
  /// - Throws: ``EncoderInputError`` for another shape, or ``TorchError``.
  public func hiddenStates(_ pixelValues: Tensor, mode: Mode) throws -> Tensor {
    guard let grid = ClipGrid(pixelValues.shape, patchSize: configuration.patchSize) else {
      throw EncoderInputError.shape(
        encoder: "timesformer",
        expected: "[B, F, 3, height, width] in multiples of \(configuration.patchSize)",
        actual: pixelValues.shape)
    }
    var states = try embeddings(pixelValues, grid, mode: mode)
    if configuration.normalization == .embeddings { states = try layerNorm(states) }
    for layer in layers {
      states = try GradientCheckpointing.layer(states, mode: mode) {
        try layer($0, grid, mode: mode)
      }
    }
    if configuration.normalization == .output { states = try layerNorm(states) }
    guard configuration.attention == .space else { return states }
    return try states.reshape(
      [pixelValues.dim(0), grid.numFrames, states.dim(1), states.dim(2)])
  }

  /// Encodes clips into one vector each.
  ///
  /// - Parameters:
  ///   - pixelValues: as ``hiddenStates(_:mode:)`` takes them.
  ///   - mode: dropout acts in training only.
  /// - Returns: `[B, H]`.
  /// - Throws: as ``hiddenStates(_:mode:)``.
  public func callAsFunction(_ pixelValues: Tensor, mode: Mode) throws -> Tensor {
    try pooled(hiddenStates(pixelValues, mode: mode), configuration.pooling, mode: mode)
  }

  /// Makes one vector a clip of its hidden states.
  ///
  /// - Parameters:
  ///   - states: what ``hiddenStates(_:mode:)`` returned.
  ///   - pooling: which vector; `.residual` needs the layers of an encoder configured so.
  ///   - mode: dropout acts in training only.
  /// - Returns: `[B, H]`; without attention over time the mean over the frames' vectors.
  public func pooled(
    _ states: Tensor, _ pooling: TimeSformerConfiguration.Pooling, mode: Mode
  ) throws -> Tensor {
    let numFirst = configuration.hasClassToken ? 1 : 0
    let axis = states.rank - 2
    let overFrames = states.rank == 4 ? [1] : []
    if pooling == .classToken, configuration.hasClassToken {
      let first = try states.select(dim: axis, index: 0)  // [B, H] or [B, F, H]
      return overFrames.isEmpty ? first : try first.mean(dims: overFrames)
    }
    let patches = try states.narrow(
      dim: axis, start: numFirst, length: states.dim(axis) - numFirst)
    let mean = try patches.mean(dims: overFrames + [axis])  // [B, H]
    guard pooling == .residual, let residual else { return mean }
    let inner = try Dropout(configuration.dropout)(
      Activation.gelu(residual.first(mean)), mode: mode)
    return try mean + residual.second(inner)  // [B, H]
  }
}
