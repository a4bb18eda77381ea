extension JSONCursor {
  /// Reads a number, rounded once to the nearest `Float`.
  ///
  /// `NaN` and `Infinity`, which are no JSON but which Python writes, are read too, so that the
  /// error can say what they are.
  mutating func number() throws(JSONCursorError) -> Float {
    if consume(literal: "NaN") { return .nan }
    if consume(literal: "Infinity") { return .infinity }
    if consume(literal: "-Infinity") { return -.infinity }
    let isLiteral =
      consume(literal: "true") || consume(literal: "false") || consume(literal: "null")
    if isLiteral { throw .wrongKind(expected: "a number") }
    guard let first = peek() else { throw malformed("the line ends") }
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["): throw try wrongKind("a number")
    default: throw malformed("expected a value")
    }
    let start = offset
    var end = offset
    if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
    let whole = skipDigits(&end)
    let leadingZero = whole > 1 && bytes[end - whole] == UInt8(ascii: "0")
    var isValid = whole > 0 && !leadingZero
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      isValid = skipDigits(&end) > 0 && isValid
    }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      end += 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") {
        end += 1
      }
      isValid = skipDigits(&end) > 0 && isValid
    }
    let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    guard isValid, let value = Float(text) else { throw malformed("malformed number") }
    advance(to: end)
    return value
  }

  private func skipDigits(_ end: inout Int) -> Int {
    let start = end
    while end < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) {
      end += 1
    }
    return end - start
  }

  /// Reads a string.
  mutating func string() throws(JSONCursorError) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw try wrongKind("a string") }
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
      // Most strings are one piece; those are not copied a second time.
      if text.isEmpty { text = valid } else { text += valid }
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
