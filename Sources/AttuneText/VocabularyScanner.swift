import Foundation

/// Reads the pairs of token and id out of a JSON document: `model.vocab` of a `tokenizer.json`, or
/// the whole of a `vocab.json`.
///
/// A JSON decoder gives a dictionary keyed by `String`, in which two tokens that are canonically
/// equivalent (`é` in one scalar and in two) become one. This scanner keeps every pair.
struct VocabularyScanner {
  private let bytes: [UInt8]
  private var index = 0

  /// Scans a document that a JSON decoder has already accepted.
  init(_ data: Data) { bytes = Array(data) }

  /// The pairs of an object in file order, or `nil` where there is no such object.
  ///
  /// - Parameter path: the keys that lead to the object; none for the document itself.
  mutating func pairs(at path: [String] = ["model", "vocab"]) -> [(token: String, id: Int)]? {
    index = 0
    guard enterObject() else { return nil }
    for key in path {
      guard find(key), enterObject() else { return nil }
    }
    var pairs: [(token: String, id: Int)] = []
    while let key = nextKey() {
      let start = index
      skipValue()
      guard let id = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else { return nil }
      pairs.append((key, id))
    }
    return pairs
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte, [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":")].contains(byte) {
      index += 1
    }
  }

  private mutating func enterObject() -> Bool {
    skipBlanks()
    guard byte == UInt8(ascii: "{") else { return false }
    index += 1
    return true
  }

  /// Moves to the value of `name` in the object that the scanner is in.
  private mutating func find(_ name: String) -> Bool {
    while let key = nextKey() {
      if key == name { return true }
      skipValue()
    }
    return false
  }

  /// The next key of the object, with the scanner at its value; `nil` at the object's end.
  private mutating func nextKey() -> String? {
    skipBlanks()
    guard byte == UInt8(ascii: "\"") else { return nil }
    let start = index
    skipString()
    let literal = bytes[start..<index]
    let key =
      literal.contains(UInt8(ascii: "\\"))
      ? try? JSONDecoder().decode(String.self, from: Data(literal))
      : String(decoding: literal.dropFirst().dropLast(), as: UTF8.self)
    skipBlanks()
    return key
  }

  private mutating func skipString() {
    index += 1
    while let byte, byte != UInt8(ascii: "\"") {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, bytes.count)
  }

  private mutating func skipValue() {
    var depth = 0
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        skipString()
        if depth == 0 { return }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
        if depth == 0 {
          index += 1
          return
        }
      case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
        if depth == 0 { return }
      default: break
      }
      index += 1
    }
  }
}
