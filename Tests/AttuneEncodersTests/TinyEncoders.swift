import AttuneEncoders
import TorchNN

// The sizes of `Scripts/fixtures/encoders.py`.

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

extension TimeSformerConfiguration {
  static func tiny(_ attention: Attention) -> Self {
    Self(
      imageSize: 12, patchSize: 4, numFrames: 3, hiddenSize: 8, numHiddenLayers: 2,
      numAttentionHeads: 2, intermediateSize: 12, attention: attention, dropout: 0.1)
  }
}
