/// The sizes of a video transformer.
public struct TimeSformerConfiguration: Codable, Sendable, Equatable {
  /// Which tokens see which.
  public enum Attention: String, Codable, Sendable, Equatable {
    /// All patches of all frames at once (the reference system's).
    case joint
    /// First the same patch over time, then the patches of the same frame (Bertasius et al. 2021).
    case divided
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
  /// Dropout of the embeddings, the attention weights and after each projection.
  public var dropout: Double

  enum CodingKeys: String, CodingKey {
    case imageSize = "image_size"
    case patchSize = "patch_size"
    case numFrames = "num_frames"
    case hiddenSize = "hidden_size"
    case numHiddenLayers = "num_hidden_layers"
    case numAttentionHeads = "num_attention_heads"
    case intermediateSize = "intermediate_size"
    case attention
    case dropout
  }

  /// Creates a configuration.
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
    try EncoderConfigurationError.requireProbability(name, [("dropout", dropout)])
  }
}
