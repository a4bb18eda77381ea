import Torch

/// A text on its way into the text encoder.
public enum TextInput {
  /// Token ids with the marks around them; at least one.
  case tokens([Int32])
  /// What the encoder's frozen layers make of the text, computed before: `[tokens, H]`.
  case frozen(FrozenFeatures)
  /// The text's embeddings, `[tokens, H]`; all layers run over them with gradients.
  case embedded(Tensor)

  /// Number of tokens.
  public var numTokens: Int {
    switch self {
    case .tokens(let ids): ids.count
    case .frozen(let features): features.numRows
    case .embedded(let states): states.dim(0)
    }
  }
}
