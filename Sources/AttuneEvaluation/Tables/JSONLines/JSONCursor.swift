/// Why bytes are no JSON, or another kind of value than expected.
enum JSONCursorError: Error {
  /// No JSON; `offset` counts from the start of the bytes.
  case malformed(offset: Int, reason: String)
  /// JSON, but not the kind of value that was asked for.
  case wrongKind(expected: String)
}

/// Reads JSON (RFC 8259) value by value from bytes, without a tree in between.
///
/// A million lines of predictions are ordinary; Foundation's decoder boxes every number of them.
struct JSONCursor {
  let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  func malformed(_ reason: String) -> JSONCursorError {
    .malformed(offset: offset, reason: reason)
  }

  /// The next byte that is no white space, unread; `nil` at the end.
  mutating func peek() -> UInt8? {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        offset += 1
      default: return bytes[offset]
      }
    }
    return nil
  }

  /// Reads `byte` if it comes next.
  mutating func consume(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  mutating func expect(_ byte: UInt8) throws(JSONCursorError) {
    guard consume(byte) else {
      throw malformed("expected '\(Character(UnicodeScalar(byte)))'")
    }
  }

  mutating func expectEnd() throws(JSONCursorError) {
    guard peek() == nil else { throw malformed("text behind the object") }
  }

  /// Reads `literal` if it comes next.
  mutating func consume(literal: StaticString) -> Bool {
    _ = peek()
    let count = literal.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return false }
    for index in 0..<count where bytes[offset + index] != literal.utf8Start[index] { return false }
    offset += count
    return true
  }

  /// Reads an object; `member` reads the value of each key.
  mutating func object(
    _ member: (_ key: JSONText, _ cursor: inout JSONCursor) throws(JSONCursorError) -> Void
  ) throws(JSONCursorError) {
    guard peek() == UInt8(ascii: "{") else { throw try wrongKind("an object") }
    offset += 1
    if consume(UInt8(ascii: "}")) { return }
    repeat {
      guard peek() == UInt8(ascii: "\"") else { throw malformed("expected a key") }
      let key = try text()
      try expect(UInt8(ascii: ":"))
      try member(key, &self)
    } while consume(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Reads an array; `element` reads each value.
  mutating func array(
    of expected: String, _ element: (inout JSONCursor) throws(JSONCursorError) -> Void
  ) throws(JSONCursorError) {
    guard peek() == UInt8(ascii: "[") else { throw try wrongKind(expected) }
    offset += 1
    if consume(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while consume(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }

  /// Reads `true` or `false`.
  mutating func boolean() throws(JSONCursorError) -> Bool {
    if consume(literal: "true") { return true }
    if consume(literal: "false") { return false }
    throw try wrongKind("true or false")
  }

  /// The error for a value of another kind, or for none at all: what is no JSON is told first.
  mutating func wrongKind(_ expected: String) throws(JSONCursorError) -> JSONCursorError {
    try skipValue()
    return .wrongKind(expected: expected)
  }

  /// Reads any value and forgets it.
  mutating func skipValue(depth: Int = 0) throws(JSONCursorError) {
    guard depth < 64 else { throw malformed("nested too deeply") }
    switch peek() {
    case UInt8(ascii: "{"):
      try object { _, cursor throws(JSONCursorError) in try cursor.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["):
      try array(of: "") { cursor throws(JSONCursorError) in
        try cursor.skipValue(depth: depth + 1)
      }
    case UInt8(ascii: "\""): _ = try text()
    case UInt8(ascii: "t") where consume(literal: "true"): break
    case UInt8(ascii: "f") where consume(literal: "false"): break
    case UInt8(ascii: "n") where consume(literal: "null"): break
    case nil: throw malformed("the line ends")
    default: _ = try double()
    }
  }

  mutating func advance(to newOffset: Int) {
    offset = newOffset
  }

  /// The bytes from `start` to here.
  func bytes(from start: Int) -> [UInt8] { Array(bytes[start..<offset]) }

  /// Reads a value if it is spelled with these very bytes.
  mutating func consume(value: [UInt8]) -> Bool {
    guard !value.isEmpty, peek() != nil, offset + value.count < bytes.count,
      UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + value.count]).elementsEqual(value)
    else { return false }
    // A number goes on where it pleases; any value has ended where a comma or a brace follows.
    let next = bytes[offset + value.count]
    guard next == UInt8(ascii: ",") || next == UInt8(ascii: "}") else { return false }
    offset += value.count
    return true
  }
}
