import Torch
import TorchNN

/// The convolutions that turn a waveform into frames.
///
/// Keys: `feature_extractor.conv_layers.N.{conv,layer_norm}`.
struct Wav2Vec2FeatureEncoder {
  let layers: [Wav2Vec2ConvolutionLayer]
  let configuration: Wav2Vec2Configuration

  init(_ configuration: Wav2Vec2Configuration, _ scope: ParameterScope) throws {
    self.configuration = configuration
    layers = try configuration.convolutionChannels.indices.map {
      try Wav2Vec2ConvolutionLayer(configuration, index: $0, scope["conv_layers"][$0])
    }
  }

  /// Encodes `[B, S]` to `[B, C, F]`.
  ///
  /// - Parameter lengths: real samples of each row, or `nil` where all are.
  func callAsFunction(_ waveforms: Tensor, lengths: [Int]?) throws(TorchError) -> Tensor {
    var states = try waveforms.unsqueeze(1)  // [B, 1, S]
    for (index, layer) in layers.enumerated() {
      // Only the first convolution's statistics run over time, so only it needs the lengths.
      let frames =
        index == 0 ? lengths?.map { configuration.firstLayerFrames(numSamples: $0) } : nil
      states = try layer(states, numFrames: frames)
    }
    return states
  }
}

extension Wav2Vec2Configuration {
  /// Steps that the first convolution makes of a waveform.
  func firstLayerFrames(numSamples: Int) -> Int {
    (numSamples - convolutionKernels[0]) / convolutionStrides[0] + 1
  }
}

/// One convolution with its normalisation and non-linearity.
struct Wav2Vec2ConvolutionLayer {
  enum Normalization {
    case none
    case group(GroupNorm)
    case layer(LayerNorm)
  }

  let convolution: Conv1d
  let normalization: Normalization
  let activation: Activation

  init(_ configuration: Wav2Vec2Configuration, index: Int, _ scope: ParameterScope) throws {
    let inputs = index == 0 ? 1 : configuration.convolutionChannels[index - 1]
    let channels = configuration.convolutionChannels[index]
    let kernel = configuration.convolutionKernels[index]
    convolution = try Conv1d(
      inputs, channels,
      Conv1d.Geometry(kernelSize: kernel, stride: configuration.convolutionStrides[index]),
      bias: configuration.convolutionBias,
      // He et al. 2015, as upstream draws them: PyTorch's default lets the signal fade.
      weightInitializer: .normal(standardDeviation: (2 / Double(inputs * kernel)).squareRoot()),
      scope["conv"])
    switch configuration.featureNormalization {
    case .layer: normalization = .layer(try LayerNorm(channels, scope["layer_norm"]))
    case .group where index == 0:
      normalization = .group(
        try GroupNorm(numGroups: channels, numChannels: channels, scope["layer_norm"]))
    case .group: normalization = .none
    }
    activation = configuration.featureActivation
  }

  /// Convolves `[B, C, T]`.
  ///
  /// - Parameter numFrames: real steps of each row of the *output*, or `nil` where all are.
  func callAsFunction(_ states: Tensor, numFrames: [Int]?) throws(TorchError) -> Tensor {
    let convolved = try convolution(states)  // [B, C, T']
    switch normalization {
    case .none: return try activation(convolved)
    case .layer(let norm):
      return try activation(norm(convolved.transpose(1, 2)).transpose(1, 2))
    case .group(let norm):
      guard let numFrames else { return try activation(norm(convolved)) }
      return try activation(norm.callAsFunction(convolved, numFrames: numFrames))
    }
  }
}

extension GroupNorm {
  /// Normalises every channel of `[B, C, T]` over the real steps of its row only.
  ///
  /// A group is one channel here. Padding would else be part of a row's statistics, and a longer
  /// neighbour in the batch would change every number of the row.
  func callAsFunction(_ states: Tensor, numFrames: [Int]) throws(TorchError) -> Tensor {
    let mask = try LengthMask.tensor(
      numFrames, length: states.dim(2), device: states.device
    ).to(states.dtype).unsqueeze(1)  // [B, 1, T]
    let count = try mask.sum(dims: [2], keepDim: true)  // [B, 1, 1]
    let mean = try (states * mask).sum(dims: [2], keepDim: true) / count  // [B, C, 1]
    let centred = try (states - mean) * mask
    let variance = try (centred * centred).sum(dims: [2], keepDim: true) / count
    let normalized = try centred / (variance + eps).sqrt()
    return try normalized * weight.unsqueeze(1) + bias.unsqueeze(1)  // [B, C, T]
  }
}
