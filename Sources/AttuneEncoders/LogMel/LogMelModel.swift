import Torch
import TorchNN

/// A small audio encoder: log-mel energies, convolutions over them, and statistics of both over time.
///
/// Trained from nothing on few sounds, it starts where wav2vec2 first has to come to: at a spectrum.
/// Without convolutions it has nothing to train but a scale, and gives what acoustic parameter sets
/// are made of.
///
/// Keys: `encoder.layers.N.**`, `layer_norm.{weight,bias}`.
public struct LogMelModel {
  /// The sizes.
  public let configuration: LogMelConfiguration
  let frontEnd: LogMelFrontEnd
  let specAugment: Wav2Vec2SpecAugment
  let layers: [LogMelLayer]
  let pooling: StatisticsPooling
  let layerNorm: LayerNorm

  /// Makes the encoder.
  ///
  /// - Throws: ``EncoderConfigurationError``, or as `ParameterScope.parameter`.
  public init(_ configuration: LogMelConfiguration, _ scope: ParameterScope) throws {
    try configuration.validate()
    self.configuration = configuration
    frontEnd = try LogMelFrontEnd(configuration, device: scope.store.device)
    specAugment = Wav2Vec2SpecAugment(configuration.masking)
    pooling = StatisticsPooling(configuration.statistics)
    let widths = [configuration.numBands] + configuration.channels
    layers = try configuration.channels.indices.map {
      try LogMelLayer(widths[$0], widths[$0 + 1], configuration, scope["encoder"]["layers"][$0])
    }
    layerNorm = try LayerNorm(configuration.hiddenSize, scope["layer_norm"])
  }

  /// Encodes a batch of waveforms into one vector each; a row gets what it would get alone.
  ///
  /// - Parameters:
  ///   - waveforms: `[B, S]`, mono, 16,000 Hz, padded at the end; each row of unit variance over its
  ///     own samples, since ``LogMelConfiguration/floor`` is relative to that.
  ///   - lengths: real samples of each row, 1…S; `nil` where all are. A row too short for a frame
  ///     is continued with silence up to it.
  ///   - mode: dropout and masking act in training only.
  ///   - maskSeeds: one a row, for what masking hides from it; `nil` for seeds from the process's
  ///     generator.
  /// - Returns: `[B, H]`.
  /// - Throws: ``EncoderInputError`` if the shapes do not fit, or ``TorchError``.
  public func callAsFunction(
    _ waveforms: Tensor, lengths: [Int]? = nil, mode: Mode, maskSeeds: [UInt64]? = nil
  ) throws -> Tensor {
    let name = LogMelConfiguration.modelType
    let (waveforms, lengths) = try WaveformInput.checked(
      waveforms, lengths, minimumSamples: LogMelFrontEnd.frameLength, encoder: name)
    if let maskSeeds, maskSeeds.count != lengths.count {
      throw EncoderInputError.shape(
        encoder: name, expected: "[\(maskSeeds.count), S]", actual: waveforms.shape)
    }
    var states = try frontEnd(waveforms)  // [B, bands, F]
    var counts = lengths.map(LogMelFrontEnd.numFrames)
    var mask = try Self.mask(counts, of: states)
    let hidden = try specAugment.draw(
      numFrames: counts, length: states.dim(2), hiddenSize: configuration.numBands,
      device: states.device, mode: mode, seeds: maskSeeds)
    states = try specAugment(states.transpose(1, 2), hidden).transpose(1, 2) * mask
    var statistics = [try pooling(states, mask: mask)]
    for layer in layers {
      states = try layer(states, mode: mode)  // [B, C, T]
      counts = counts.map(layer.numSteps)
      mask = try Self.mask(counts, of: states)
      states = try states * mask
    }
    if !layers.isEmpty { statistics.append(try pooling(states, mask: mask)) }
    return try layerNorm(Tensor.cat(statistics, dim: 1))  // [B, H]
  }

  /// 1 for the real steps of `[B, C, T]`, `[B, 1, T]`.
  private static func mask(_ counts: [Int], of states: Tensor) throws(TorchError) -> Tensor {
    try LengthMask.tensor(counts, length: states.dim(2), device: states.device)
      .to(states.dtype).unsqueeze(1)
  }
}
