import TorchNN

/// The sizes of a wav2vec2 encoder, decoded from the `config.json` of its folder.
public struct Wav2Vec2Configuration: Codable, Sendable, Equatable {
  /// How the convolutions of the feature encoder are normalised.
  public enum FeatureNormalization: String, Codable, Sendable, Equatable {
    /// The first convolution only, each channel over all time (base style).
    case group
    /// Every convolution, each time step over all channels (large style).
    case layer
  }

  /// Channels after each convolution.
  public var convolutionChannels: [Int]
  /// Kernel size of each convolution, in steps of its input.
  public var convolutionKernels: [Int]
  /// Stride of each convolution, in steps of its input.
  public var convolutionStrides: [Int]
  /// Whether the convolutions have a bias.
  public var convolutionBias: Bool
  /// How the convolutions are normalised.
  public var featureNormalization: FeatureNormalization
  /// Non-linearity of the convolutions, the positional one too.
  public var featureActivation: Activation
  /// Width of a hidden state.
  public var hiddenSize: Int
  /// Number of transformer layers.
  public var numHiddenLayers: Int
  /// Attention heads a layer; divides ``hiddenSize``.
  public var numAttentionHeads: Int
  /// Width of the feed-forward part.
  public var intermediateSize: Int
  /// Non-linearity of the feed-forward part.
  public var hiddenActivation: Activation
  /// Whether the layers normalise before their parts (large style) and not after.
  public var usesStableLayerNorm: Bool
  /// Kernel size of the positional convolution.
  public var positionalKernel: Int
  /// Groups of the positional convolution.
  public var positionalGroups: Int
  /// ε of all normalisations but those in the convolutions, which have PyTorch's 1e-5.
  public var layerNormEps: Double
  /// Dropout after each projection of a layer.
  public var hiddenDropout: Double
  /// Dropout of the attention weights.
  public var attentionDropout: Double
  /// Dropout inside the feed-forward part.
  public var activationDropout: Double
  /// Dropout after the feature projection.
  public var featureProjectionDropout: Double
  /// Probability that a layer is skipped in training.
  public var layerDrop: Double
  /// Standard deviation of fresh weights.
  public var initializerRange: Double

  enum CodingKeys: String, CodingKey {
    case convolutionChannels = "conv_dim"
    case convolutionKernels = "conv_kernel"
    case convolutionStrides = "conv_stride"
    case convolutionBias = "conv_bias"
    case featureNormalization = "feat_extract_norm"
    case featureActivation = "feat_extract_activation"
    case hiddenSize = "hidden_size"
    case numHiddenLayers = "num_hidden_layers"
    case numAttentionHeads = "num_attention_heads"
    case intermediateSize = "intermediate_size"
    case hiddenActivation = "hidden_act"
    case usesStableLayerNorm = "do_stable_layer_norm"
    case positionalKernel = "num_conv_pos_embeddings"
    case positionalGroups = "num_conv_pos_embedding_groups"
    case layerNormEps = "layer_norm_eps"
    case hiddenDropout = "hidden_dropout"
    case attentionDropout = "attention_dropout"
    case activationDropout = "activation_dropout"
    case featureProjectionDropout = "feat_proj_dropout"
    case layerDrop = "layerdrop"
    case initializerRange = "initializer_range"
  }

  /// Decodes a configuration; all keys but `initializer_range` are required.
  public init(from decoder: any Decoder) throws {
    try EncoderFamily.wav2vec2.check(decoder)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<T: Decodable>(_ key: CodingKeys) throws -> T {
      try values.decode(T.self, forKey: key)
    }
    convolutionChannels = try value(.convolutionChannels)
    convolutionKernels = try value(.convolutionKernels)
    convolutionStrides = try value(.convolutionStrides)
    convolutionBias = try value(.convolutionBias)
    featureNormalization = try value(.featureNormalization)
    featureActivation = try value(.featureActivation)
    hiddenSize = try value(.hiddenSize)
    numHiddenLayers = try value(.numHiddenLayers)
    numAttentionHeads = try value(.numAttentionHeads)
    intermediateSize = try value(.intermediateSize)
    hiddenActivation = try value(.hiddenActivation)
    usesStableLayerNorm = try value(.usesStableLayerNorm)
    positionalKernel = try value(.positionalKernel)
    positionalGroups = try value(.positionalGroups)
    layerNormEps = try value(.layerNormEps)
    hiddenDropout = try value(.hiddenDropout)
    attentionDropout = try value(.attentionDropout)
    activationDropout = try value(.activationDropout)
    featureProjectionDropout = try value(.featureProjectionDropout)
    layerDrop = try value(.layerDrop)
    initializerRange = try values.decodeIfPresent(Double.self, forKey: .initializerRange) ?? 0.02
  }

  /// Creates a configuration; the defaults are those of the base style.
  public init(
    convolutionChannels: [Int], convolutionKernels: [Int], convolutionStrides: [Int],
    convolutionBias: Bool = false, featureNormalization: FeatureNormalization = .group,
    hiddenSize: Int, numHiddenLayers: Int, numAttentionHeads: Int, intermediateSize: Int,
    usesStableLayerNorm: Bool = false, positionalKernel: Int = 128, positionalGroups: Int = 16,
    dropout: Double = 0.1, layerDrop: Double = 0
  ) {
    self.convolutionChannels = convolutionChannels
    self.convolutionKernels = convolutionKernels
    self.convolutionStrides = convolutionStrides
    self.convolutionBias = convolutionBias
    self.featureNormalization = featureNormalization
    self.featureActivation = .gelu
    self.hiddenSize = hiddenSize
    self.numHiddenLayers = numHiddenLayers
    self.numAttentionHeads = numAttentionHeads
    self.intermediateSize = intermediateSize
    self.hiddenActivation = .gelu
    self.usesStableLayerNorm = usesStableLayerNorm
    self.positionalKernel = positionalKernel
    self.positionalGroups = positionalGroups
    self.layerNormEps = 1e-5
    self.hiddenDropout = dropout
    self.attentionDropout = dropout
    self.activationDropout = 0
    self.featureProjectionDropout = dropout
    self.layerDrop = layerDrop
    self.initializerRange = 0.02
  }
}
