/// A recurrent part over the utterances of a dialogue: a bidirectional LSTM, then self-attention.
public struct SequenceConfiguration: Codable, Sendable, Equatable {
  /// Hidden size of the LSTM in each direction.
  public var hiddenSize: Int
  /// Layers of the LSTM.
  public var numLayers: Int
  /// Heads of the attention over its outputs; divides ``outputSize``.
  public var numAttentionHeads: Int

  enum CodingKeys: String, CodingKey {
    case hiddenSize = "hidden_size"
    case numLayers = "num_layers"
    case numAttentionHeads = "num_attention_heads"
  }

  /// Creates a configuration.
  public init(hiddenSize: Int, numLayers: Int, numAttentionHeads: Int) {
    self.hiddenSize = hiddenSize
    self.numLayers = numLayers
    self.numAttentionHeads = numAttentionHeads
  }

  /// Width of an output: both directions.
  public var outputSize: Int { 2 * hiddenSize }

  func validate(_ key: String) throws {
    try ModelConfigurationError.requireSizes("\(key).hidden_size", [hiddenSize])
    try ModelConfigurationError.requireSizes(
      "\(key).num_layers", [numLayers], limit: ModelConfigurationError.maximumLayers)
    try ModelConfigurationError.requireHeads(
      "\(key).num_attention_heads", numAttentionHeads, width: outputSize)
  }
}
