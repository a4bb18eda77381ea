// wav2vec2 (Baevski et al. 2020, arXiv:2006.11477) and HuBERT (Hsu et al. 2021, arXiv:2106.07447),
// computed as `Wav2Vec2Model` and `HubertModel` of Hugging Face transformers compute them for one
// waveform at a time; the parameter paths are those models', as in `facebook/wav2vec2-base`.

import Torch
import TorchNN

/// A wav2vec2 or HuBERT audio encoder.
public struct Wav2Vec2Model {
  /// The sizes.
  public let configuration: Wav2Vec2Configuration
  let featureEncoder: Wav2Vec2FeatureEncoder
  let projectionNorm: LayerNorm?
  let projection: Linear
  let specAugment: Wav2Vec2SpecAugment
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
    let feature = scope["feature_projection"]
    projectionNorm =
      configuration.normalizesProjection
      ? try LayerNorm(channels, eps: eps, feature["layer_norm"]) : nil
    projection = try Linear(channels, configuration.hiddenSize, feature["projection"])
    specAugment = try Wav2Vec2SpecAugment(configuration, scope)
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
  ///   - mode: dropout, masking and layer dropping act in training only.
  ///   - maskSeeds: one a row, for what masking hides from it; `nil` for seeds from the process's
  ///     generator.
  ///   - keepsHiddenStates: whether the states between the layers are given too.
  /// - Returns: `[B, F, H]` with the number of real frames of each row.
  /// - Throws: ``EncoderInputError`` if the shapes do not fit, or ``TorchError``.
  public func callAsFunction(
    _ waveforms: Tensor, lengths: [Int]? = nil, mode: Mode, maskSeeds: [UInt64]? = nil,
    keepsHiddenStates: Bool = false
  ) throws -> Wav2Vec2Output {
    if let maskSeeds, maskSeeds.count != waveforms.dim(0) {
      throw EncoderInputError.shape(
        encoder: configuration.family.rawValue, expected: "[\(maskSeeds.count), S]",
        actual: waveforms.shape)
    }
    let (projected, numFrames) = try project(waveforms, lengths: lengths, mode: mode)
    let hidden = try specAugment.draw(
      numFrames: numFrames, length: projected.dim(1), hiddenSize: configuration.hiddenSize,
      device: projected.device, mode: mode, seeds: maskSeeds)
    return try encode(
      specAugment(projected, hidden), numFrames: numFrames, mode: mode,
      keepsHiddenStates: keepsHiddenStates)
  }

  /// Turns waveforms into the frames that the transformer reads, `[B, F, H]`.
  func project(
    _ waveforms: Tensor, lengths: [Int]?, mode: Mode
  ) throws -> (states: Tensor, numFrames: [Int]) {
    let (waveforms, lengths) = try WaveformInput.checked(
      waveforms, lengths, minimumSamples: configuration.minimumSamples,
      encoder: configuration.family.rawValue)
    let isPadded = lengths.contains { $0 != waveforms.dim(1) }
    var features = try featureEncoder(waveforms, lengths: isPadded ? lengths : nil)
      .transpose(1, 2)  // [B, F, C]
    if let projectionNorm { features = try projectionNorm(features) }
    let projected = try Dropout(configuration.featureProjectionDropout)(
      projection(features), mode: mode)  // [B, F, H]
    return (projected, lengths.map { configuration.numFrames(numSamples: $0) })
  }

  /// Runs the transformer over projected frames.
  func encode(
    _ projected: Tensor, numFrames: [Int], mode: Mode, keepsHiddenStates: Bool
  ) throws -> Wav2Vec2Output {
    let length = projected.dim(1)
    var states = projected
    var mask: Tensor?
    if numFrames.contains(where: { $0 != length }) {
      let real = try LengthMask.tensor(numFrames, length: length, device: states.device)
      states = try states.maskedFill(mask: real.logicalNot().unsqueeze(2), value: 0)
      mask = real
    }
    states = try states + positions(states, numFrames: numFrames, mode: mode)
    if !configuration.usesStableLayerNorm { states = try layerNorm(states) }
    states = try Dropout(configuration.hiddenDropout)(states, mode: mode)
    var kept: [Tensor] = []
    for layer in layers {
      if keepsHiddenStates { kept.append(states) }
      guard try !skips(mode) else { continue }
      states = try GradientCheckpointing.layer(states, mode: mode) {
        try layer($0, attentionMask: mask, mode: mode)
      }
    }
    if configuration.usesStableLayerNorm { states = try layerNorm(states) }
    if keepsHiddenStates { kept.append(states) }
    return Wav2Vec2Output(lastHiddenState: states, hiddenStates: kept, numFrames: numFrames)
  }

  /// Whether training leaves a layer out this time (LayerDrop, arXiv:1909.11556).
  private func skips(_ mode: Mode) throws(TorchError) -> Bool {
    guard mode == .training, configuration.layerDrop > 0 else { return false }
    return try Tensor.uniform([1]).item() < configuration.layerDrop
  }
}
