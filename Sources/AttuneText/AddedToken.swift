/// A token that is matched in the text as it is written, before words are split.
struct AddedToken: Sendable, Equatable {
  var content: String
  var id: Int32
  /// Matched in the normalised text instead of the text as it came.
  var isNormalized: Bool
  var isSpecial: Bool
}

/// Finds added tokens in a text, leftmost and longest first, as HF does.
struct AddedTokenMatcher: Sendable {
  private var trie = PieceTrie()
  private var firstScalars: Set<Unicode.Scalar> = []

  /// Matches `tokens`, their contents passed through `normalize` first.
  init(_ tokens: [AddedToken], normalize: (ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]) {
    for token in tokens {
      let scalars = normalize(Array(token.content.unicodeScalars)[...])
      guard let first = scalars.first else { continue }
      firstScalars.insert(first)
      trie.insert(scalars, root: PieceTrie.wordStart, id: token.id)
    }
  }

  /// Calls `text` with each stretch between added tokens, and `token` with the id of each of them.
  func split(
    _ scalars: ArraySlice<Unicode.Scalar>, text: (ArraySlice<Unicode.Scalar>) -> Void,
    token: (Int32) -> Void
  ) {
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      guard firstScalars.contains(scalars[index]),
        let match = trie.longestMatch(scalars[index...], root: PieceTrie.wordStart)
      else {
        index += 1
        continue
      }
      if start < index { text(scalars[start..<index]) }
      token(match.id)
      index = match.end
      start = index
    }
    if start < scalars.endIndex { text(scalars[start...]) }
  }
}
