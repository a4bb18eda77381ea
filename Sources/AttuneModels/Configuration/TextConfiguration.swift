import AttuneCore
import AttuneEncoders

/// How words become vectors; the `text:` part of a model's configuration.
public struct TextConfiguration: Codable, Sendable, Equatable {
  /// How the hidden states of a text become one vector.
  public enum Pooling: String, Choice, Sendable {
    /// The hidden state of the first token (the reference system's).
    case classToken = "cls"
    /// The mean of all tokens' hidden states (what sentence encoders are trained with).
    case mean
  }

  /// Name or path of the folder that the weights come from; `nil` for fresh weights.
  ///
  /// Only training reads the folder: the run's checkpoint holds the weights, and ``encoder`` the
  /// sizes.
  public var pretrained: String?
  /// Name or path of the folder with the tokenizer; `nil` if it is that of ``pretrained``.
  public var tokenizer: String?
  /// How a text becomes one vector.
  public var pooling: Pooling
  /// Layers that are not trained, counted from the first; the embeddings are frozen with them.
  public var frozenLayers: Int
  /// Whether the embeddings are not trained, which needs no frozen layer; `nil` where they go with
  /// the layers.
  public var freezesEmbeddings: Bool?
  /// Longest situation in tokens, with the two marks around it.
  public var maximumContextTokens: Int
  /// Longest utterance in tokens, with the two marks around it.
  public var maximumUtteranceTokens: Int
  /// Longest situation and dialogue together, with the marks between them, where the text-only
  /// model reads them as one.
  public var maximumDocumentTokens: Int
  /// Dropout behind the encoder's projections and of its attention weights; `nil` for the folder's.
  public var dropout: Double?
  /// Dropout of the attention weights alone; `nil` for ``dropout``.
  public var attentionDropout: Double?
  /// How likely training leaves a token out of the layers that are trained; `nil` for never.
  public var tokenDropout: Double?
  /// The encoder's sizes; those of the folder where ``pretrained`` names one.
  public var encoder: BertConfiguration

  enum CodingKeys: String, CodingKey {
    case pretrained, tokenizer, pooling
    case frozenLayers = "frozen_layers"
    case freezesEmbeddings = "freezes_embeddings"
    case maximumContextTokens = "maximum_context_tokens"
    case maximumUtteranceTokens = "maximum_utterance_tokens"
    case maximumDocumentTokens = "maximum_document_tokens"
    case dropout
    case attentionDropout = "attention_dropout"
    case tokenDropout = "token_dropout"
    case encoder
  }

  /// Creates a configuration.
  public init(
    pretrained: String?, tokenizer: String? = nil, pooling: Pooling, frozenLayers: Int,
    maximumContextTokens: Int = 256, maximumUtteranceTokens: Int = 128, encoder: BertConfiguration
  ) {
    self.pretrained = pretrained
    self.tokenizer = tokenizer
    self.pooling = pooling
    self.frozenLayers = frozenLayers
    self.maximumContextTokens = maximumContextTokens
    self.maximumUtteranceTokens = maximumUtteranceTokens
    maximumDocumentTokens = min(256, encoder.maximumPositions)
    self.encoder = encoder
  }

  /// Decodes a configuration; one that is older than a key means what was then the only way.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    pretrained = try values.decodeIfPresent(String.self, forKey: .pretrained)
    tokenizer = try values.decodeIfPresent(String.self, forKey: .tokenizer)
    pooling = try values.decode(Pooling.self, forKey: .pooling)
    frozenLayers = try values.decode(Int.self, forKey: .frozenLayers)
    freezesEmbeddings = try values.decodeIfPresent(Bool.self, forKey: .freezesEmbeddings)
    maximumContextTokens = try values.decode(Int.self, forKey: .maximumContextTokens)
    maximumUtteranceTokens = try values.decode(Int.self, forKey: .maximumUtteranceTokens)
    encoder = try values.decode(BertConfiguration.self, forKey: .encoder)
    maximumDocumentTokens =
      try values.decodeIfPresent(Int.self, forKey: .maximumDocumentTokens)
      ?? min(256, encoder.maximumPositions)
    dropout = try values.decodeIfPresent(Double.self, forKey: .dropout)
    attentionDropout = try values.decodeIfPresent(Double.self, forKey: .attentionDropout)
    tokenDropout = try values.decodeIfPresent(Double.self, forKey: .tokenDropout)
  }

  /// Whether the embeddings are not trained.
  public var areEmbeddingsFrozen: Bool { freezesEmbeddings ?? (frozenLayers > 0) }

  /// Sets what ``dropout`` and ``attentionDropout`` ask for in the encoder's sizes.
  mutating func applyDropout() {
    encoder.hiddenDropoutProbability = dropout ?? encoder.hiddenDropoutProbability
    encoder.attentionDropoutProbability =
      attentionDropout ?? dropout ?? encoder.attentionDropoutProbability
  }

  /// - Parameters:
  ///   - readsDocuments: whether situation and dialogue are read as one text.
  ///   - knowsEncoder: as ``ModelConfiguration/validate(knowsEncoders:)`` has it.
  func validate(readsDocuments: Bool, knowsEncoder: Bool) throws {
    try encoder.validate()
    guard frozenLayers >= 0, !knowsEncoder || frozenLayers <= encoder.numHiddenLayers else {
      throw ModelConfigurationError(
        key: "text.frozen_layers",
        reason: "is \(frozenLayers), but the encoder has \(encoder.numHiddenLayers) layers")
    }
    guard areEmbeddingsFrozen || frozenLayers == 0 else {
      throw ModelConfigurationError(
        key: "text.freezes_embeddings",
        reason: "is false, but the \(frozenLayers) layers behind the embeddings are frozen")
    }
    for (key, value) in [
      ("text.dropout", dropout), ("text.attention_dropout", attentionDropout),
      ("text.token_dropout", tokenDropout),
    ] {
      if let value { try ModelConfigurationError.requireProbability(key, value) }
    }
    var limits = [
      ("maximum_context_tokens", maximumContextTokens),
      ("maximum_utterance_tokens", maximumUtteranceTokens),
    ]
    if readsDocuments { limits.append(("maximum_document_tokens", maximumDocumentTokens)) }
    for (key, value) in limits
    where value < 2 || knowsEncoder && value > encoder.maximumPositions {
      throw ModelConfigurationError(
        key: "text.\(key)",
        reason: "is \(value), but must be in 2...\(encoder.maximumPositions), the encoder's limit")
    }
  }
}
