import AttuneCore

extension TextAugmentation {
  /// Puts `[MASK]` in the place of tokens, one for one.
  ///
  /// Source: Devlin et al. 2018, arXiv:1810.04805, whose share is 0.15; whole words as in the later
  /// models of its authors. There is no loss over what is hidden: it is noise, not a task.
  public struct TokenMasking: Codable, Sendable, Equatable {
    /// How likely a text is changed, 0…1.
    public var probability = 0.0
    /// How likely each word, or each token, of such a text is hidden.
    public var share = AugmentationRange(0.15, 0.15)
    /// Whether all pieces of a word are hidden together.
    public var wholeWords = true

    enum CodingKeys: String, CodingKey {
      case probability, share
      case wholeWords = "whole_words"
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      share = try values.value(.share, or: share)
      wholeWords = try values.value(.wholeWords, or: wholeWords)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "text.token_masking.probability")
      try share.within(0...1, "text.token_masking.share")
    }
  }
}
