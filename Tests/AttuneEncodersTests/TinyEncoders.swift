import AttuneEncoders
import TorchNN

// The sizes of `Scripts/fixtures/encoders.py` and `speech.py`.

extension BertConfiguration {
  static func tiny(_ activation: Activation = .gelu) -> Self {
    Self(
      vocabularySize: 20, hiddenSize: 16, numHiddenLayers: 3, numAttentionHeads: 4,
      intermediateSize: 24, hiddenActivation: activation, maximumPositions: 12)
  }
}

extension Wav2Vec2Configuration {
  static let tinyGroup = Self(
    convolutionChannels: [8, 8, 12], convolutionKernels: [10, 3, 2], convolutionStrides: [5, 2, 2],
    hiddenSize: 16, numHiddenLayers: 2, numAttentionHeads: 4, intermediateSize: 24,
    positionalKernel: 8, positionalGroups: 4, layerDrop: 0.1)

  static let tinyLayer = Self(
    convolutionChannels: [8, 8, 12], convolutionKernels: [10, 3, 2], convolutionStrides: [5, 2, 2],
    convolutionBias: true, featureNormalization: .layer, hiddenSize: 16, numHiddenLayers: 2,
    numAttentionHeads: 4, intermediateSize: 24, usesStableLayerNorm: true, positionalKernel: 7,
    positionalGroups: 4, layerDrop: 0.1)
}

extension Wav2Vec2Configuration {
  static let tinyHubert: Self = {
    var configuration = tinyGroup
    configuration.family = .hubert
    return configuration
  }()

  static let tinyHubertPlain: Self = {
    var configuration = tinyHubert
    configuration.normalizesProjection = false
    configuration.positionalBatchNorm = true
    configuration.positionalKernel = 7
    configuration.hiddenActivation = .relu
    return configuration
  }()

  static let tinyMasked: Self = {
    var configuration = tinyGroup
    configuration.masking = Wav2Vec2Masking(
      time: .init(probability: 0.4, length: 3, minimumCount: 2),
      features: .init(probability: 0.3, length: 2))
    configuration.hiddenDropout = 0
    configuration.attentionDropout = 0
    configuration.featureProjectionDropout = 0
    configuration.layerDrop = 0
    return configuration
  }()
}

extension TimeSformerConfiguration {
  static func tiny(_ attention: Attention) -> Self {
    Self(
      imageSize: 12, patchSize: 4, numFrames: 3, hiddenSize: 8, numHiddenLayers: 2,
      numAttentionHeads: 2, intermediateSize: 12, attention: attention, dropout: 0.1)
  }
}

extension LogMelConfiguration {
  // The sizes of `Scripts/fixtures/log_mel.py`.
  static func tiny(_ channels: [Int]) -> Self {
    var configuration = Self()
    configuration.numBands = 10
    (configuration.minimumFrequency, configuration.maximumFrequency) = (100, 6_000)
    configuration.floor = 0.02
    configuration.channels = channels
    configuration.kernelSize = 3
    return configuration
  }
}
