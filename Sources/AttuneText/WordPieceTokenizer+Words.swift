extension WordPieceTokenizer {
  /// Where the words of a text stand among its token ids.
  ///
  /// - Parameter ids: as ``encode(_:maximumLength:)`` gives them.
  /// - Returns: the range of each word's pieces, in order; special tokens are in none.
  public func wordRanges(in ids: [Int32]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (place, id) in ids.enumerated() {
      guard !isSpecial(id) else { continue }
      if isContinuation(id), let last = ranges.last, last.upperBound == place {
        ranges[ranges.count - 1] = last.lowerBound..<place + 1
      } else {
        ranges.append(place..<place + 1)
      }
    }
    return ranges
  }

  /// Whether an id is that of a special token, such as `[CLS]` or `[UNK]`.
  private func isSpecial(_ id: Int32) -> Bool {
    addedTokens.contains { $0.id == id && $0.isSpecial }
  }

  private func isContinuation(_ id: Int32) -> Bool {
    guard let token = token(id) else { return false }
    return token.utf8.count > continuationPrefix.utf8.count
      && token.utf8.starts(with: continuationPrefix.utf8)
  }
}
