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
