/// A string of a JSON text, not copied unless it has escapes.
struct JSONText {
  /// The bytes between the quotes, where there are no escapes.
  let raw: UnsafeRawBufferPointer
  /// The string, where there are escapes.
  let unescaped: String?

  /// The string as a value of its own.
  var string: String { unescaped ?? String(decoding: raw, as: UTF8.self) }

  /// Whether it is the text `other`.
  func equals(_ other: StaticString) -> Bool {
    if let unescaped { return unescaped == "\(other)" }
    return raw.count == other.utf8CodeUnitCount
      && raw.elementsEqual(UnsafeRawBufferPointer(start: other.utf8Start, count: raw.count))
  }

  /// The code of the text among `strings`.
  func code(in strings: inout InternedStrings) -> Int32 {
    if let unescaped { return strings.code(of: unescaped) }
    return strings.code(of: raw)
  }
}
