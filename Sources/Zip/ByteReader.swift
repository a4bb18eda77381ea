/// Little-endian numbers in bytes that may end anywhere.
package struct ByteReader {
  /// The bytes, borrowed.
  package let bytes: UnsafeRawBufferPointer

  /// Reads from borrowed bytes.
  package init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The number that begins at `offset`, or `nil` where it would not lie within the bytes.
  package func integer<Value: FixedWidthInteger>(at offset: Int, as type: Value.Type) -> Value? {
    guard let range = range(at: offset, count: MemoryLayout<Value>.size) else { return nil }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: type))
  }

  /// As ``integer(at:as:)``, for sizes and places; `nil` also where it does not fit in an `Int`.
  package func size<Value: FixedWidthInteger>(at offset: Int, as type: Value.Type) -> Int? {
    integer(at: offset, as: type).flatMap { Int(exactly: $0) }
  }

  /// The text of `count` bytes, or `nil` where they are not within the bytes or no UTF-8.
  package func text(at offset: Int, count: Int) -> String? {
    range(at: offset, count: count).flatMap { String(validating: bytes[$0], as: UTF8.self) }
  }

  /// The places of `count` bytes from `offset` on, or `nil` where they are not all there.
  package func range(at offset: Int, count: Int) -> Range<Int>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    return offset..<offset + count
  }
}
