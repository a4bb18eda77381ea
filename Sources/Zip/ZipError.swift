/// How a zip archive contradicts itself or the length of its file.
package enum ZipError: Error, Hashable, Sendable {
  /// There is no record of where the list of contents is: no archive, or one cut short.
  case noEnd
  /// The record that ends a large archive is not where it should be.
  case noLargeEnd
  /// The list of contents lies outside the file.
  case contentsOutside
  /// The list of contents breaks off or is none; the byte counts from the start of the file.
  case brokenContents(byte: Int)
  /// Two entries have one name.
  case repeatedName(String)
  /// The data of the entry lie outside the file.
  case outside(String)
  /// The entry is stored as it is, yet has two lengths.
  case twoLengths(String)
  /// The entry is encrypted, or compressed by something else than deflate.
  case unknownMethod(String)
  /// The data of the entry, which begin at the byte of the file, do not inflate to their length.
  case brokenData(String, byte: Int)
  /// The data of the entry, which begin at the byte of the file, are not those that were written.
  case wrongChecksum(String, byte: Int)
}

extension ZipError: CustomStringConvertible {
  /// What is wrong with "it", the archive, in words.
  package var description: String {
    switch self {
    case .noEnd: "it has no end record; the file is cut short"
    case .noLargeEnd: "its 64-bit end record is not where it should be"
    case .contentsOutside: "its list of contents lies outside the file"
    case .brokenContents(let byte): "its list of contents is broken at byte \(byte)"
    case .repeatedName(let name): "\(Self.quoted(name)) is in it twice"
    case .outside(let name): "\(Self.quoted(name)) lies outside the file"
    case .twoLengths(let name): "\(Self.quoted(name)) has two lengths"
    case .unknownMethod(let name):
      "\(Self.quoted(name)) is encrypted, or compressed by another method than deflate"
    case .brokenData(let name, let byte):
      "\(Self.quoted(name)), from byte \(byte), does not inflate to the length it should have"
    case .wrongChecksum(let name, let byte):
      "\(Self.quoted(name)), from byte \(byte), is not what was written: its checksum differs"
    }
  }

  /// Text from a file, which may hold line breaks or be absurdly long, in quotation marks.
  package static func quoted(_ text: String) -> String { "'\(oneLine(text, limit: 200))'" }

  /// Text from a file as one line of at most `limit` characters.
  package static func oneLine(_ text: String, limit: Int) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: line.append("\u{FFFD}")
      default: line.append(scalar)
      }
    }
    return String(line) + (text.unicodeScalars.count > limit ? "…" : "")
  }
}
