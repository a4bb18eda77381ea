/// How the hidden states of an input become one vector.
public enum FeaturePooling: String, Codable, CaseIterable, Sendable {
  /// The layer above the first token that some BERT files have (transformers' `pooler_output`).
  case pooler
  /// The hidden state of the first token.
  case classToken = "cls"
  /// The mean of all hidden states.
  case mean
}
