import AttuneEncoders

/// How words become vectors; the `text:` part of a model's configuration.
public struct TextConfiguration: Codable, Sendable, Equatable {
  /// How the hidden states of a text become one vector.
  public enum Pooling: String, Codable, Sendable, Equatable {
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
  ///
  /// 0 trains everything.
  public var frozenLayers: Int
  /// Longest situation in tokens, with the two marks around it.
  public var maximumContextTokens: Int
  /// Longest utterance in tokens, with the two marks around it.
  public var maximumUtteranceTokens: Int
  /// The encoder's sizes; those of the folder where ``pretrained`` names one.
  public var encoder: BertConfiguration

  enum CodingKeys: String, CodingKey {
    case pretrained, tokenizer, pooling
    case frozenLayers = "frozen_layers"
    case maximumContextTokens = "maximum_context_tokens"
    case maximumUtteranceTokens = "maximum_utterance_tokens"
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
    self.encoder = encoder
  }

  func validate() throws {
    try encoder.validate()
    guard (0...encoder.numHiddenLayers).contains(frozenLayers) else {
      throw ModelConfigurationError(
        key: "text.frozen_layers",
        reason: "is \(frozenLayers), but the encoder has \(encoder.numHiddenLayers) layers")
    }
    for (key, value) in [
      ("maximum_context_tokens", maximumContextTokens),
      ("maximum_utterance_tokens", maximumUtteranceTokens),
    ] where !(2...max(2, encoder.maximumPositions)).contains(value) {
      throw ModelConfigurationError(
        key: "text.\(key)",
        reason: "is \(value), but must be in 2...\(encoder.maximumPositions), the encoder's limit")
    }
  }
}
