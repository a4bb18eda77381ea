import AttuneEncoders
import Torch
import TorchNN

/// The audio encoder that a configuration chose, as one vector a sound and layer.
enum AudioEncoder {
  case wav2vec2(Wav2Vec2Model)
  case logMel(LogMelModel)

  init(_ configuration: AudioEncoderConfiguration, _ scope: ParameterScope) throws {
    switch configuration {
    case .wav2vec2(let sizes): self = .wav2vec2(try Wav2Vec2Model(sizes, scope))
    case .logMel(let sizes): self = .logMel(try LogMelModel(sizes, scope))
    }
  }

  /// What it was made from.
  var configuration: AudioEncoderConfiguration {
    switch self {
    case .wav2vec2(let model): .wav2vec2(model.configuration)
    case .logMel(let model): .logMel(model.configuration)
    }
  }

  /// Encodes waveforms `[M, S]` to `[L, M, H]`.
  ///
  /// - Parameter givesAllLayers: whether `L` is all layers of a wav2vec2, and not the last one alone.
  func callAsFunction(
    _ waveforms: Tensor, lengths: [Int], mode: Mode, maskSeeds: [UInt64]?, givesAllLayers: Bool
  ) throws -> Tensor {
    switch self {
    case .wav2vec2(let model):
      // The mean of a mixture of layers is the mixture of their means, and those are small.
      let output = try model(
        waveforms, lengths: lengths, mode: mode, maskSeeds: maskSeeds,
        keepsHiddenStates: givesAllLayers)
      return givesAllLayers
        ? try output.meansOverTime() : try output.meanOverTime().unsqueeze(0)
    case .logMel(let model):
      return try model(waveforms, lengths: lengths, mode: mode, maskSeeds: maskSeeds).unsqueeze(0)
    }
  }
}
