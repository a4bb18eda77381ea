/// The list of contents at the end of a zip archive.
struct ZipDirectory {
  let numEntries: Int
  let offset: Int
  let byteCount: Int

  private static let endSignature: UInt32 = 0x0605_4B50
  private static let endBytes = 22
  private static let locatorSignature: UInt32 = 0x0706_4B50
  private static let locatorBytes = 20
  private static let largeEndSignature: UInt32 = 0x0606_4B50
  /// A comment, which nobody writes but the format allows, may follow the end record.
  private static let maximumComment = 0xFFFF

  /// Finds the list by the end record, or by its 64-bit variant where the archive has one.
  ///
  /// - Throws: ``ZipError`` if it is not where it should be.
  init(_ reader: ByteReader) throws(ZipError) {
    guard let end = Self.endRecord(reader) else { throw .noEnd }
    let record: (numEntries: Int?, byteCount: Int?, offset: Int?)
    if let large = try Self.largeEndRecord(reader, before: end) {
      record = (
        reader.size(at: large + 32, as: UInt64.self), reader.size(at: large + 40, as: UInt64.self),
        reader.size(at: large + 48, as: UInt64.self)
      )
    } else {
      record = (
        reader.size(at: end + 10, as: UInt16.self), reader.size(at: end + 12, as: UInt32.self),
        reader.size(at: end + 16, as: UInt32.self)
      )
    }
    guard let numEntries = record.numEntries, let byteCount = record.byteCount,
      let offset = record.offset, reader.range(at: offset, count: byteCount) != nil,
      offset + byteCount <= end
    else { throw .contentsOutside }
    (self.numEntries, self.offset, self.byteCount) = (numEntries, offset, byteCount)
  }

  private static func endRecord(_ reader: ByteReader) -> Int? {
    let last = reader.bytes.count - endBytes
    let first = max(0, last - maximumComment)
    guard last >= first else { return nil }
    for offset in stride(from: last, through: first, by: -1)
    where reader.integer(at: offset, as: UInt32.self) == endSignature {
      // The comment must end with the file, or these bytes only look like the record.
      let comment = reader.size(at: offset + 20, as: UInt16.self)
      if comment == last - offset { return offset }
    }
    return nil
  }

  private static func largeEndRecord(
    _ reader: ByteReader, before end: Int
  ) throws(ZipError) -> Int? {
    let locator = end - locatorBytes
    guard reader.integer(at: locator, as: UInt32.self) == locatorSignature else { return nil }
    guard let offset = reader.size(at: locator + 8, as: UInt64.self),
      reader.integer(at: offset, as: UInt32.self) == largeEndSignature
    else { throw .noLargeEnd }
    return offset
  }
}
