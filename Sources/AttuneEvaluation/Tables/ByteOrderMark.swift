/// What some programs write before a text to say that it is UTF-8.
enum ByteOrderMark {
  /// Bytes of the mark at the start of a file; 0 without one.
  static func length(in bytes: UnsafeRawBufferPointer) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
