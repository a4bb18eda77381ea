import AttuneEncoders
import Torch

extension EmotionModel {
  /// What the text encoder's embeddings make of a text, for ``TextInput/embedded(_:)``; without
  /// gradients of its own.
  ///
  /// - Parameter ids: token ids with the marks around them; at least one.
  /// - Returns: `[tokens, H]`; `nil` for a model without a text encoder.
  public func embeddings(ofText ids: [Int32]) throws -> Tensor? {
    guard let text = frozenEncoders.text else { return nil }
    return try text.embedded(PackedTexts([ids], device: text.device)).hiddenStates
  }
}
