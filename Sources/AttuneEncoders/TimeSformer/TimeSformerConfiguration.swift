import TorchNN

/// The sizes of a video transformer.
///
/// The image size and the number of frames are those that the learned positions were made for;
/// clips of other sizes get positions interpolated from them.
public struct TimeSformerConfiguration: Codable, Sendable, Equatable {
  /// Which tokens see which.
  public enum Attention: String, Codable, Sendable, Equatable {
    /// All patches of all frames at once (the reference system's).
    case joint
    /// First the same patch over time, then the patches of the same frame (Bertasius et al. 2021).
    case divided
    /// The patches of the same frame only.
    case space
  }

  /// How the hidden states of a clip become one vector.
  public enum Pooling: String, Codable, Sendable, Equatable {
    /// The mean over all tokens, and what two layers add to it (the reference system's).
    case residual
    /// The mean over all tokens.
    case mean
    /// The class token, which the hub's classifiers read.
    case classToken = "cls"
  }

  /// What the layer normalisation beside those of the layers is applied to.
  public enum Normalization: String, Codable, Sendable, Equatable {
    /// What the last layer gives.
    case output
    /// What the first layer gets; the last one's output stays as it is (the reference system's).
    case embeddings
  }

  /// Height and width of a video frame in pixels; a multiple of ``patchSize``.
  public var imageSize: Int
  /// Height and width of a patch in pixels.
  public var patchSize: Int
  /// Frames of a clip.
  public var numFrames: Int
  /// Width of a hidden state.
  public var hiddenSize: Int
  /// Number of transformer layers.
  public var numHiddenLayers: Int
  /// Attention heads a layer; divides ``hiddenSize``.
  public var numAttentionHeads: Int
  /// Width of the feed-forward part.
  public var intermediateSize: Int
  /// Which tokens see which.
  public var attention: Attention
  /// Whether a token that stands for the whole clip comes before the patches.
  public var hasClassToken = false
  /// How a clip becomes one vector.
  public var pooling = Pooling.residual
  /// Non-linearity of the feed-forward part.
  public var hiddenActivation = Activation.gelu
  /// Whether the projections of the attention have a bias.
  public var attentionBias = true
  /// What the layer normalisation beside those of the layers is applied to.
  public var normalization = Normalization.output
  /// ε of the layer normalisations.
  public var layerNormEps = 1e-5
  /// Dropout of the embeddings and after each projection.
  public var dropout: Double
  /// Dropout of the attention weights.
  public var attentionDropout: Double
  /// Probability that the last layer is skipped for a clip in training; it grows from 0 at the
  /// first.
  public var dropPath = 0.0

  enum CodingKeys: String, CodingKey {
    case imageSize = "image_size"
    case patchSize = "patch_size"
    case numFrames = "num_frames"
    case hiddenSize = "hidden_size"
    case numHiddenLayers = "num_hidden_layers"
    case numAttentionHeads = "num_attention_heads"
    case intermediateSize = "intermediate_size"
    case attention
    case hasClassToken = "class_token"
    case pooling
    case hiddenActivation = "hidden_act"
    case attentionBias = "qkv_bias"
    case normalization
    case layerNormEps = "layer_norm_eps"
    case dropout
    case attentionDropout = "attention_dropout"
    case dropPath = "drop_path_rate"
  }

  /// Creates a configuration in the reference system's form; both dropouts are one.
  public init(
    imageSize: Int, patchSize: Int, numFrames: Int, hiddenSize: Int, numHiddenLayers: Int,
    numAttentionHeads: Int, intermediateSize: Int, attention: Attention, dropout: Double
  ) {
    self.imageSize = imageSize
    self.patchSize = patchSize
    self.numFrames = numFrames
    self.hiddenSize = hiddenSize
    self.numHiddenLayers = numHiddenLayers
    self.numAttentionHeads = numAttentionHeads
    self.intermediateSize = intermediateSize
    self.attention = attention
    self.dropout = dropout
    attentionDropout = dropout
  }

  /// Patches of one frame.
  public var numPatches: Int { (imageSize / patchSize) * (imageSize / patchSize) }

  /// Width of one attention head.
  public var headSize: Int { hiddenSize / numAttentionHeads }

  /// Throws ``EncoderConfigurationError`` if no network can be built from these sizes.
  public func validate() throws {
    let name = "timesformer"
    try EncoderConfigurationError.requirePositive(
      name,
      [
        ("image_size", imageSize), ("patch_size", patchSize), ("num_frames", numFrames),
        ("hidden_size", hiddenSize), ("num_hidden_layers", numHiddenLayers),
        ("num_attention_heads", numAttentionHeads), ("intermediate_size", intermediateSize),
      ])
    try EncoderConfigurationError.requireDivisible(
      name, "image_size", imageSize, by: patchSize, named: "patch_size")
    try EncoderConfigurationError.requireDivisible(
      name, "hidden_size", hiddenSize, by: numAttentionHeads, named: "num_attention_heads")
    try EncoderConfigurationError.requireEpsilon(name, "layer_norm_eps", layerNormEps)
    try EncoderConfigurationError.requireProbability(
      name,
      [
        ("dropout", dropout), ("attention_dropout", attentionDropout),
        ("drop_path_rate", dropPath),
      ])
    guard hasClassToken || pooling != .classToken else {
      throw EncoderConfigurationError(
        encoder: name, key: "pooling", reason: "is 'cls', but there is no class token")
    }
    guard !(hasClassToken && pooling == .residual) else {
      throw EncoderConfigurationError(
        encoder: name, key: "pooling",
        reason: "is 'residual', which is for encoders without a class token; choose cls or mean")
    }
  }
}
