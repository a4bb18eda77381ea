import TorchNN

/// The sizes of a BERT encoder, decoded from the `config.json` of its folder.
///
/// Every size must stand in the file: a default would load the wrong file as the wrong model.
public struct BertConfiguration: Codable, Sendable, Equatable {
  /// Entries of the token vocabulary.
  public var vocabularySize: Int
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
  /// Dropout after each projection.
  public var hiddenDropoutProbability: Double
  /// Dropout of the attention weights.
  public var attentionDropoutProbability: Double
  /// Longest text in tokens.
  public var maximumPositions: Int
  /// Entries of the token type table.
  public var typeVocabularySize: Int
  /// ε of the layer normalisations.
  public var layerNormEps: Double
  /// Standard deviation of fresh weights.
  public var initializerRange: Double

  enum CodingKeys: String, CodingKey {
    case vocabularySize = "vocab_size"
    case hiddenSize = "hidden_size"
    case numHiddenLayers = "num_hidden_layers"
    case numAttentionHeads = "num_attention_heads"
    case intermediateSize = "intermediate_size"
    case hiddenActivation = "hidden_act"
    case hiddenDropoutProbability = "hidden_dropout_prob"
    case attentionDropoutProbability = "attention_probs_dropout_prob"
    case maximumPositions = "max_position_embeddings"
    case typeVocabularySize = "type_vocab_size"
    case layerNormEps = "layer_norm_eps"
    case initializerRange = "initializer_range"
  }

  /// Creates a configuration; the defaults are those that all sizes of BERT share.
  public init(
    vocabularySize: Int = 30_522, hiddenSize: Int, numHiddenLayers: Int, numAttentionHeads: Int,
    intermediateSize: Int, hiddenActivation: Activation = .gelu,
    hiddenDropoutProbability: Double = 0.1, attentionDropoutProbability: Double = 0.1,
    maximumPositions: Int = 512, typeVocabularySize: Int = 2, layerNormEps: Double = 1e-12,
    initializerRange: Double = 0.02
  ) {
    self.vocabularySize = vocabularySize
    self.hiddenSize = hiddenSize
    self.numHiddenLayers = numHiddenLayers
    self.numAttentionHeads = numAttentionHeads
    self.intermediateSize = intermediateSize
    self.hiddenActivation = hiddenActivation
    self.hiddenDropoutProbability = hiddenDropoutProbability
    self.attentionDropoutProbability = attentionDropoutProbability
    self.maximumPositions = maximumPositions
    self.typeVocabularySize = typeVocabularySize
    self.layerNormEps = layerNormEps
    self.initializerRange = initializerRange
  }

  /// The sizes of `bert-base-uncased`.
  public static let base = BertConfiguration(
    hiddenSize: 768, numHiddenLayers: 12, numAttentionHeads: 12, intermediateSize: 3072)

  /// The sizes of `all-MiniLM-L6-v2`.
  public static let miniLM = BertConfiguration(
    hiddenSize: 384, numHiddenLayers: 6, numAttentionHeads: 12, intermediateSize: 1536)

  /// Width of one attention head.
  public var headSize: Int { hiddenSize / numAttentionHeads }

  /// What would make another network of weights of the same shape.
  private enum VariantKeys: String, CodingKey {
    case isDecoder = "is_decoder"
  }

  /// Decodes a configuration; all keys but `initializer_range` are required.
  public init(from decoder: any Decoder) throws {
    try EncoderFamily.bert.check(decoder)
    let variant = try decoder.container(keyedBy: VariantKeys.self)
    if try variant.decodeIfPresent(Bool.self, forKey: .isDecoder) == true {
      throw DecodingError.dataCorruptedError(
        forKey: .isDecoder, in: variant,
        debugDescription: "is true, but only encoders, which see the whole text, are supported")
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    vocabularySize = try values.decode(Int.self, forKey: .vocabularySize)
    hiddenSize = try values.decode(Int.self, forKey: .hiddenSize)
    numHiddenLayers = try values.decode(Int.self, forKey: .numHiddenLayers)
    numAttentionHeads = try values.decode(Int.self, forKey: .numAttentionHeads)
    intermediateSize = try values.decode(Int.self, forKey: .intermediateSize)
    hiddenActivation = try values.decode(Activation.self, forKey: .hiddenActivation)
    hiddenDropoutProbability = try values.decode(Double.self, forKey: .hiddenDropoutProbability)
    attentionDropoutProbability = try values.decode(
      Double.self, forKey: .attentionDropoutProbability)
    maximumPositions = try values.decode(Int.self, forKey: .maximumPositions)
    typeVocabularySize = try values.decode(Int.self, forKey: .typeVocabularySize)
    layerNormEps = try values.decode(Double.self, forKey: .layerNormEps)
    initializerRange = try values.decodeIfPresent(Double.self, forKey: .initializerRange) ?? 0.02
  }

  /// Throws ``EncoderConfigurationError`` if no network can be built from these sizes.
  public func validate() throws {
    try EncoderConfigurationError.requirePositive(
      "bert",
      [
        ("vocab_size", vocabularySize), ("hidden_size", hiddenSize),
        ("num_hidden_layers", numHiddenLayers), ("num_attention_heads", numAttentionHeads),
        ("intermediate_size", intermediateSize), ("max_position_embeddings", maximumPositions),
        ("type_vocab_size", typeVocabularySize),
      ])
    try EncoderConfigurationError.requireDivisible(
      "bert", "hidden_size", hiddenSize, by: numAttentionHeads, named: "num_attention_heads")
    try EncoderConfigurationError.requireEpsilon("bert", "layer_norm_eps", layerNormEps)
    try EncoderConfigurationError.requireProbability(
      "bert",
      [
        ("hidden_dropout_prob", hiddenDropoutProbability),
        ("attention_probs_dropout_prob", attentionDropoutProbability),
      ])
  }
}
