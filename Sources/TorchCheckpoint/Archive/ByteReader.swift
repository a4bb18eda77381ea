/// Little-endian numbers in bytes that may end anywhere.
struct ByteReader {
  let bytes: UnsafeRawBufferPointer

  /// The number that begins at `offset`, or `nil` where it would not lie within the bytes.
  func integer<Value: FixedWidthInteger>(at offset: Int, as type: Value.Type) -> Value? {
    guard let range = range(at: offset, count: MemoryLayout<Value>.size) else { return nil }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: type))
  }

  /// As ``integer(at:as:)``, for sizes and places; `nil` also where it does not fit in an `Int`.
  func size<Value: FixedWidthInteger>(at offset: Int, as type: Value.Type) -> Int? {
    integer(at: offset, as: type).flatMap { Int(exactly: $0) }
  }

  /// The text of `count` bytes, or `nil` where they are not within the bytes or no UTF-8.
  func text(at offset: Int, count: Int) -> String? {
    range(at: offset, count: count).flatMap { String(validating: bytes[$0], as: UTF8.self) }
  }

  /// The places of `count` bytes from `offset` on, or `nil` where they are not all there.
  func range(at offset: Int, count: Int) -> Range<Int>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    return offset..<offset + count
  }
}
