import AttuneCore

/// How training changes texts; the `augmentation.text:` section of a run's configuration.
///
/// Both operations are off until they have a probability. Words are those of BERT's tokenizer: what
/// stands between spaces, and each punctuation mark. Special tokens are never touched, and of the
/// words of each part between two `[SEP]` at least one is left, drawn where chance would take them
/// all.
public struct TextAugmentation: Codable, Sendable, Equatable {
  /// Leaves words out.
  public var wordDropout = WordDropout()
  /// Hides words, after words were left out.
  public var tokenMasking = TokenMasking()

  enum CodingKeys: String, CodingKey {
    case wordDropout = "word_dropout"
    case tokenMasking = "token_masking"
  }

  /// Both operations off.
  public init() {}

  /// Decodes settings; operations left out are off.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    wordDropout = try values.value(.wordDropout, or: wordDropout)
    tokenMasking = try values.value(.tokenMasking, or: tokenMasking)
  }

  /// Whether any operation may be drawn.
  public var isOn: Bool { wordDropout.probability > 0 || tokenMasking.probability > 0 }

  /// Fails where an operation cannot work as it is set, also one that is off.
  ///
  /// - Throws: `AugmentationError` naming the key.
  public func validate() throws(AugmentationError) {
    try wordDropout.validate()
    try tokenMasking.validate()
  }
}
