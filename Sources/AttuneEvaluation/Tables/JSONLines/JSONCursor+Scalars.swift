extension JSONCursor {
  /// Reads a string.
  mutating func text() throws(JSONCursorError) -> JSONText {
    guard peek() == UInt8(ascii: "\"") else { throw try wrongKind("a string") }
    let start = offset + 1
    var end = start
    var highest: UInt8 = 0
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") {
        let raw = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        guard highest < 0x80 || String(validating: raw, as: UTF8.self) != nil else {
          throw malformed("a string is no UTF-8")
        }
        advance(to: end + 1)
        return JSONText(raw: raw, unescaped: nil)
      }
      if byte == UInt8(ascii: "\\") { break }
      guard byte >= 0x20 else {
        advance(to: end)
        throw malformed("control character in a string")
      }
      highest |= byte
      end += 1
    }
    return JSONText(raw: UnsafeRawBufferPointer(start: nil, count: 0), unescaped: try unescaped())
  }

  /// Reads a string as a value of its own.
  mutating func string() throws(JSONCursorError) -> String { try text().string }

  /// Reads a string with escapes in it.
  private mutating func unescaped() throws(JSONCursorError) -> String {
    var start = offset + 1
    var end = start
    var text = ""
    while true {
      guard end < bytes.count else { throw malformed("a string does not end") }
      let byte = bytes[end]
      guard byte >= 0x20 else {
        advance(to: end)
        throw malformed("control character in a string")
      }
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        end += 1
        continue
      }
      let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      guard let valid = String(validating: piece, as: UTF8.self) else {
        throw malformed("a string is no UTF-8")
      }
      text += valid
      advance(to: end + 1)
      if byte == UInt8(ascii: "\"") { return text }
      text.unicodeScalars.append(try escapedScalar())
      (start, end) = (offset, offset)
    }
  }

  /// The scalar of an escape sequence whose backslash was read.
  private mutating func escapedScalar() throws(JSONCursorError) -> Unicode.Scalar {
    guard offset < bytes.count else { throw malformed("a string does not end") }
    let byte = bytes[offset]
    advance(to: offset + 1)
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try hexadecimal()
      if let scalar = Unicode.Scalar(first) { return scalar }
      // Outside the basic plane a scalar is written as two surrogates, the high one first.
      guard first < 0xDC00, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
        bytes[offset + 1] == UInt8(ascii: "u")
      else { throw malformed("half a surrogate pair") }
      advance(to: offset + 2)
      let second = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw malformed("half a surrogate pair") }
      return scalar
    default: throw malformed("unknown escape")
    }
  }

  private mutating func hexadecimal() throws(JSONCursorError) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw malformed("a string does not end") }
    var value: UInt32 = 0
    for index in offset..<offset + 4 {
      guard let digit = Character(UnicodeScalar(bytes[index])).hexDigitValue, bytes[index] < 0x80
      else { throw malformed("malformed escape") }
      value = value << 4 | UInt32(digit)
    }
    advance(to: offset + 4)
    return value
  }
}
