/// The five tokens that BERT gives a meaning, as text.
struct SpecialTokens: Sendable, Equatable {
  var unknown = "[UNK]"
  var separator = "[SEP]"
  var padding = "[PAD]"
  var classification = "[CLS]"
  var mask = "[MASK]"

  /// All of them, in the order in which HF lists them.
  var all: [String] { [unknown, separator, padding, classification, mask] }

  /// Takes over those that `settings` names.
  mutating func update(from settings: TokenizerSettings) {
    unknown = settings.unkToken?.content ?? unknown
    separator = settings.sepToken?.content ?? separator
    padding = settings.padToken?.content ?? padding
    classification = settings.clsToken?.content ?? classification
    mask = settings.maskToken?.content ?? mask
  }
}
