import TorchNN

/// The sizes of a wav2vec2 or HuBERT encoder, decoded from the `config.json` of its folder.
public struct Wav2Vec2Configuration: Sendable, Equatable {
  /// The published families of this layout; they differ in what their configurations may switch.
  public enum Family: String, Codable, Sendable, Equatable {
    /// wav2vec 2.0 and XLS-R.
    case wav2vec2
    /// HuBERT.
    case hubert
  }

  /// How the convolutions of the feature encoder are normalised.
  public enum FeatureNormalization: String, Codable, Sendable, Equatable {
    /// The first convolution only, each channel over all time (base style).
    case group
    /// Every convolution, each time step over all channels (large style).
    case layer
  }

  /// The published family.
  public var family: Family
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
  /// Whether the frames are normalised before they are projected; HuBERT may leave it out.
  public var normalizesProjection: Bool
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
  /// Whether batch normalisation stands before the positional convolution, instead of weight
  /// normalisation in it; HuBERT only.
  public var positionalBatchNorm: Bool
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
  /// What training hides.
  public var masking: Wav2Vec2Masking
  /// Standard deviation of fresh weights.
  public var initializerRange: Double

  /// Creates a configuration; the defaults are those of the base style.
  public init(
    convolutionChannels: [Int], convolutionKernels: [Int], convolutionStrides: [Int],
    convolutionBias: Bool = false, featureNormalization: FeatureNormalization = .group,
    hiddenSize: Int, numHiddenLayers: Int, numAttentionHeads: Int, intermediateSize: Int,
    usesStableLayerNorm: Bool = false, positionalKernel: Int = 128, positionalGroups: Int = 16,
    dropout: Double = 0.1, layerDrop: Double = 0, masking: Wav2Vec2Masking = .off
  ) {
    self.family = .wav2vec2
    self.convolutionChannels = convolutionChannels
    self.convolutionKernels = convolutionKernels
    self.convolutionStrides = convolutionStrides
    self.convolutionBias = convolutionBias
    self.featureNormalization = featureNormalization
    self.featureActivation = .gelu
    self.normalizesProjection = true
    self.hiddenSize = hiddenSize
    self.numHiddenLayers = numHiddenLayers
    self.numAttentionHeads = numAttentionHeads
    self.intermediateSize = intermediateSize
    self.hiddenActivation = .gelu
    self.usesStableLayerNorm = usesStableLayerNorm
    self.positionalKernel = positionalKernel
    self.positionalGroups = positionalGroups
    self.positionalBatchNorm = false
    self.layerNormEps = 1e-5
    self.hiddenDropout = dropout
    self.attentionDropout = dropout
    self.activationDropout = 0
    self.featureProjectionDropout = dropout
    self.layerDrop = layerDrop
    self.masking = masking
    self.initializerRange = 0.02
  }
}
