extension String {
  /// The words in lower case: runs of letters and digits, divided by apostrophes as by quotes.
  var words: [String] {
    lowercased().unicodeScalars.split { scalar in
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: false
      case 0..<0x80: true
      default: !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
      }
    }.map { String(Substring($0)) }
  }
}

/// Numbers words in the order in which they come, so that texts compare quickly.
struct WordNumbers {
  private var numbers: [String: Int32] = [:]

  /// The number of a word.
  mutating func number(of word: String) -> Int32 {
    if let number = numbers[word] { return number }
    let number = Int32(truncatingIfNeeded: numbers.count)
    numbers[word] = number
    return number
  }

  /// A text with its words' numbers.
  mutating func text(_ text: String) -> NumberedText {
    NumberedText(text: text, words: text.words.map { number(of: $0) })
  }
}

/// A text and its words by their numbers.
struct NumberedText {
  let text: String
  let words: [Int32]
}
