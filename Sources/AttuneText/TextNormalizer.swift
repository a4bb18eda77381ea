import Foundation

/// BERT's basic tokenizer: cleans text and splits it into words.
///
/// The order is that of HF's `BertNormalizer` and `BertPreTokenizer`: clean, space out CJK, strip
/// accents, lower-case, split. It works on Unicode scalars, since a `Character` may hold several
/// words' worth of them.
struct TextNormalizer: Sendable, Equatable {
  /// Drops control characters and turns every white space into a space.
  var cleansText = true
  /// Puts spaces around CJK ideographs.
  var spacesIdeographs = true
  /// Decomposes and drops nonspacing marks.
  var stripsAccents = true
  /// Lower-cases by Unicode's default mapping, without context (a final sigma is an ordinary one).
  var lowercases = true

  /// `text` cleaned, spaced out, stripped and lower-cased.
  func normalize(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.count + 8)
    var isPlain = true
    for scalar in text {
      let classes = CharacterClasses.of(scalar)
      if cleansText, !classes.isDisjoint(with: [.removed, .blank]) {
        if classes.contains(.blank) { scalars.append(" ") }
      } else if spacesIdeographs, classes.contains(.ideograph) {
        scalars += [" ", scalar, " "]
        isPlain = false
      } else {
        scalars.append(scalar)
        // Below U+00C0 nothing decomposes and nothing is a mark.
        if scalar.value >= 0xC0 { isPlain = false }
      }
    }
    if stripsAccents, !isPlain { scalars = Self.strippingAccents(scalars) }
    if lowercases { scalars = Self.lowercased(scalars) }
    return scalars
  }

  /// Calls `body` with each word of normalised text.
  func forEachWord(
    of scalars: ArraySlice<Unicode.Scalar>, _ body: (ArraySlice<Unicode.Scalar>) -> Void
  ) {
    var start = scalars.startIndex
    for index in scalars.indices {
      let classes = CharacterClasses.of(scalars[index])
      guard !classes.isDisjoint(with: [.separator, .punctuation]) else { continue }
      if start < index { body(scalars[start..<index]) }
      start = index + 1
      if classes.contains(.punctuation) { body(scalars[index..<start]) }
    }
    if start < scalars.endIndex { body(scalars[start...]) }
  }

  /// The canonical decomposition without nonspacing marks.
  private static func strippingAccents(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var stripped: [Unicode.Scalar] = []
    stripped.reserveCapacity(scalars.count)
    // HF's decomposition table is older than U+11938 and leaves it whole, so we do.
    let undecomposed: Unicode.Scalar = "\u{11938}"
    var start = scalars.startIndex
    while start < scalars.endIndex {
      let end = scalars[start...].firstIndex(of: undecomposed) ?? scalars.endIndex
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[start..<end])
      for scalar in String(part).decomposedStringWithCanonicalMapping.unicodeScalars
      where !CharacterClasses.of(scalar).contains(.mark) {
        stripped.append(scalar)
      }
      if end < scalars.endIndex { stripped.append(undecomposed) }
      start = end + 1
    }
    return stripped
  }

  private static func lowercased(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var lowered: [Unicode.Scalar] = []
    lowered.reserveCapacity(scalars.count)
    for scalar in scalars {
      if scalar.isASCII {
        let isUpper = ("A"..."Z").contains(scalar)
        lowered.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
      } else {
        lowered.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return lowered
  }
}
