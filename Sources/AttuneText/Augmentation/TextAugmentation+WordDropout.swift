import AttuneCore

extension TextAugmentation {
  /// Leaves words out, each by itself.
  ///
  /// Source: Iyyer et al. 2015, "Deep unordered composition rivals syntactic methods for text
  /// classification" (word dropout).
  public struct WordDropout: Codable, Sendable, Equatable {
    /// How likely a text is changed, 0…1.
    public var probability = 0.0
    /// How likely each word of such a text is left out.
    public var share = AugmentationRange(0.1, 0.1)
    /// Whether one `[MASK]` stands where a word was, so that the model sees that one is missing
    /// (back-off).
    public var backsOffToMask = false

    enum CodingKeys: String, CodingKey {
      case probability, share
      case backsOffToMask = "back_off_to_mask"
    }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      share = try values.value(.share, or: share)
      backsOffToMask = try values.value(.backsOffToMask, or: backsOffToMask)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "text.word_dropout.probability")
      try share.within(0...1, "text.word_dropout.share")
    }
  }
}
