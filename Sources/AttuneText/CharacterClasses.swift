/// What BERT's tokenizer needs to know of one Unicode scalar.
struct CharacterClasses: OptionSet, Sendable {
  let rawValue: UInt8

  /// Control, format or private-use character, NUL or U+FFFD: cleaned away.
  static let removed = CharacterClasses(rawValue: 1)
  /// Replaced by a space when text is cleaned.
  static let blank = CharacterClasses(rawValue: 2)
  /// White space, at which words end.
  static let separator = CharacterClasses(rawValue: 4)
  /// CJK ideograph, a word of its own.
  static let ideograph = CharacterClasses(rawValue: 8)
  /// Nonspacing mark.
  static let mark = CharacterClasses(rawValue: 16)
  /// Punctuation or ASCII symbol, a word of its own.
  static let punctuation = CharacterClasses(rawValue: 32)

  /// The classes of `scalar`.
  static func of(_ scalar: Unicode.Scalar) -> CharacterClasses { table[Int(scalar.value)] }

  /// One byte a code point: a megabyte, of which text touches a few pages.
  private static let table: [CharacterClasses] = {
    var table = [CharacterClasses](repeating: [], count: 0x11_0000)
    for (ranges, classes) in [
      (CharacterClassTables.removed, CharacterClasses.removed),
      (CharacterClassTables.blanks, .blank),
      (CharacterClassTables.separators, .separator),
      (CharacterClassTables.ideographs, .ideograph),
      (CharacterClassTables.marks, .mark),
      (CharacterClassTables.punctuation, .punctuation),
    ] {
      for range in ranges.split(separator: " ") {
        let bounds = range.split(separator: "-").compactMap { Int($0, radix: 16) }
        guard let first = bounds.first, let last = bounds.last else { continue }
        for value in first...last { table[value].formUnion(classes) }
      }
    }
    return table
  }()
}
