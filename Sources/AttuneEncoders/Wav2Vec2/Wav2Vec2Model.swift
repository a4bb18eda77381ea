// wav2vec2 (Baevski et al. 2020, arXiv:2006.11477), computed as `Wav2Vec2Model` of Hugging Face
// transformers computes it for one waveform at a time; the parameter paths are that model's, as in
// `facebook/wav2vec2-base`.

import Torch
import TorchNN

/// A wav2vec2 audio encoder.
public struct Wav2Vec2Model {
  /// The sizes.
  public let configuration: Wav2Vec2Configuration
  let featureEncoder: Wav2Vec2FeatureEncoder
  let projectionNorm: LayerNorm
  let projection: Linear
  let positions: Wav2Vec2PositionalConvolution
  let layerNorm: LayerNorm
  let layers: [Wav2Vec2Layer]

  /// Makes the encoder.
  ///
  /// - Throws: ``EncoderConfigurationError``, or as `ParameterScope.parameter`.
  public init(_ configuration: Wav2Vec2Configuration, _ scope: ParameterScope) throws {
    try configuration.validate()
    self.configuration = configuration
    let channels = configuration.convolutionChannels.last ?? 0
    let eps = configuration.layerNormEps
    featureEncoder = try Wav2Vec2FeatureEncoder(configuration, scope["feature_extractor"])
    projectionNorm = try LayerNorm(channels, eps: eps, scope["feature_projection"]["layer_norm"])
    projection = try Linear(
      channels, configuration.hiddenSize, scope["feature_projection"]["projection"])
    let encoder = scope["encoder"]
    positions = try Wav2Vec2PositionalConvolution(configuration, encoder["pos_conv_embed"])
    layerNorm = try LayerNorm(configuration.hiddenSize, eps: eps, encoder["layer_norm"])
    layers = try (0..<configuration.numHiddenLayers).map {
      try Wav2Vec2Layer(configuration, encoder["layers"][$0])
    }
  }

  /// Encodes a batch of waveforms into one hidden state a frame.
  ///
  /// Rows of different lengths may share a batch: padding takes part in no statistics, no attention
  /// and no convolution of a real frame, so that each row gets what it would get alone.
  ///
  /// - Parameters:
  ///   - waveforms: `[B, S]`, mono, 16,000 Hz, padded at the end; each row normalised over its own
  ///     samples if the encoder was trained so.
  ///   - lengths: real samples of each row, 1…S; `nil` where all are. A row too short for one frame
  ///     is continued with silence up to it.
  ///   - mode: dropout and layer dropping act in training only.
  /// - Returns: `[B, F, H]` with the number of real frames of each row.
  /// - Throws: ``EncoderInputError`` if the shapes do not fit, or ``TorchError``.
  public func callAsFunction(
    _ waveforms: Tensor, lengths: [Int]? = nil, mode: Mode
  ) throws -> Wav2Vec2Output {
    let (waveforms, lengths) = try checked(waveforms, lengths)
    let isPadded = lengths.contains { $0 != waveforms.dim(1) }
    let features = try featureEncoder(waveforms, lengths: isPadded ? lengths : nil)
      .transpose(1, 2)  // [B, F, C]
    let numFrames = lengths.map { configuration.numFrames(numSamples: $0) }
    let mask =
      isPadded
      ? try LengthMask.tensor(numFrames, length: features.dim(1), device: features.device) : nil
    let projected = try Dropout(configuration.featureProjectionDropout)(
      projection(projectionNorm(features)), mode: mode)  // [B, F, H]
    let states = try encode(projected, attentionMask: mask, mode: mode)
    return Wav2Vec2Output(lastHiddenState: states, numFrames: numFrames)
  }

  private func encode(
    _ hiddenStates: Tensor, attentionMask: Tensor?, mode: Mode
  ) throws(TorchError) -> Tensor {
    var states = hiddenStates
    if let attentionMask {
      // The positional convolution looks beyond a row's end and must find nothing there.
      states = try states.maskedFill(mask: attentionMask.logicalNot().unsqueeze(2), value: 0)
    }
    states = try states + positions(states)
    if !configuration.usesStableLayerNorm { states = try layerNorm(states) }
    states = try Dropout(configuration.hiddenDropout)(states, mode: mode)
    for layer in layers where try !skips(mode) {
      states = try layer(states, attentionMask: attentionMask, mode: mode)
    }
    return configuration.usesStableLayerNorm ? try layerNorm(states) : states  // [B, F, H]
  }

  /// Whether training leaves a layer out this time (LayerDrop, arXiv:1909.11556).
  private func skips(_ mode: Mode) throws(TorchError) -> Bool {
    guard mode == .training, configuration.layerDrop > 0 else { return false }
    return try Tensor.uniform([1]).item() < configuration.layerDrop
  }

  private func checked(_ waveforms: Tensor, _ lengths: [Int]?) throws -> (Tensor, [Int]) {
    guard waveforms.rank == 2, waveforms.dim(1) > 0 else {
      throw EncoderInputError.shape(
        encoder: "wav2vec2", expected: "[B, S]", actual: waveforms.shape)
    }
    let (batch, length) = (waveforms.dim(0), waveforms.dim(1))
    let lengths = lengths ?? Array(repeating: length, count: batch)
    guard lengths.count == batch, lengths.allSatisfy({ (1...length).contains($0) }) else {
      throw EncoderInputError.lengths(
        encoder: "wav2vec2", lengths: lengths, shape: waveforms.shape)
    }
    let minimum = configuration.minimumSamples
    let missing = max(0, minimum - length)
    let padded = missing == 0 ? waveforms : try waveforms.pad(dim: 1, after: missing)
    return (padded, lengths.map { max($0, minimum) })
  }
}
