import AttuneCore

/// Changes tokenized texts as a ``TextAugmentation`` says.
public struct TextAugmenter: Sendable {
  /// The settings.
  public let settings: TextAugmentation
  private let tokenizer: WordPieceTokenizer

  /// Checks the settings.
  ///
  /// - Throws: `AugmentationError`.
  public init(
    _ settings: TextAugmentation, tokenizer: WordPieceTokenizer
  ) throws(AugmentationError) {
    try settings.validate()
    self.settings = settings
    self.tokenizer = tokenizer
  }

  /// Draws operations and applies them.
  ///
  /// - Parameter inputIDs: as the tokenizer gave them, truncated.
  /// - Returns: no more ids than there were, the special ones among them at least; a text of one
  ///   word, or of none, is left as it is, and so is such a part between two `[SEP]`.
  public func callAsFunction(
    _ inputIDs: [Int32], stream: AugmentationStream
  ) -> Augmented<[Int32]> {
    var result = Augmented(inputIDs)
    guard settings.isOn else { return result }
    var words = tokenizer.wordRanges(in: inputIDs)
    var generator = stream.generator("text.word_dropout")
    let dropout = settings.wordDropout
    if generator.happens(dropout.probability) {
      let dropped = drawn(words, of: inputIDs, share: dropout.share, using: &generator)
      if !dropped.isEmpty {
        result.value = without(
          dropped, in: inputIDs, replacement: dropout.backsOffToMask ? [tokenizer.maskTokenID] : [])
        result.operations.append(
          "text.word_dropout: \(dropped.count) of \(words.count) words")
        words = tokenizer.wordRanges(in: result.value)
      }
    }
    generator = stream.generator("text.token_masking")
    let masking = settings.tokenMasking
    if generator.happens(masking.probability) {
      let units = masking.wholeWords ? words : words.flatMap { $0.map { $0..<$0 + 1 } }
      let masked = drawn(units, of: result.value, share: masking.share, using: &generator)
      if !masked.isEmpty {
        for place in masked.joined() { result.value[place] = tokenizer.maskTokenID }
        result.operations.append(
          "text.token_masking: \(masked.count) of \(units.count) "
            + (masking.wholeWords ? "words" : "tokens"))
      }
    }
    return result
  }

  /// Draws units, each by itself, but never all of those between two marks of separation.
  private func drawn(
    _ units: [Range<Int>], of ids: [Int32], share: AugmentationRange,
    using generator: inout SeededGenerator
  ) -> [Range<Int>] {
    let share = share.draw(using: &generator)
    var chosen: [Range<Int>] = []
    var rest = units[...]
    while let first = rest.first {
      let end = ids[first.lowerBound...].firstIndex(of: tokenizer.sepTokenID) ?? ids.endIndex
      let segment = rest.prefix { $0.lowerBound < end }
      rest = rest.dropFirst(segment.count)
      let spared = generator.index(below: segment.count)
      var taken = segment.filter { _ in generator.happens(share) }
      if taken.count == segment.count { taken.remove(at: spared) }
      chosen += taken
    }
    return chosen
  }

  /// The ids with something else in the place of some ranges.
  private func without(
    _ ranges: [Range<Int>], in ids: [Int32], replacement: [Int32]
  ) -> [Int32] {
    var result: [Int32] = []
    var next = 0
    for range in ranges {
      result += ids[next..<range.lowerBound] + replacement
      next = range.upperBound
    }
    return result + ids[next...]
  }
}
