/// The list of contents of a zip archive, checked against the length of the file.
package struct ZipArchive: Sendable {
  /// The files, by name.
  package let entries: [String: ZipEntry]

  private static let entrySignature: UInt32 = 0x0201_4B50
  private static let entryBytes = 46
  private static let localSignature: UInt32 = 0x0403_4B50
  private static let localBytes = 30
  /// What a 32-bit field says when the number stands in the 64-bit extra field.
  private static let elsewhere: UInt32 = 0xFFFF_FFFF

  /// Reads the list of contents and checks that every entry lies within the file.
  ///
  /// - Throws: ``ZipError`` if it does not.
  package init(_ reader: ByteReader) throws(ZipError) {
    let directory = try ZipDirectory(reader)
    var entries: [String: ZipEntry] = [:]
    var offset = directory.offset
    for _ in 0..<directory.numEntries {
      guard offset <= directory.offset + directory.byteCount - Self.entryBytes,
        reader.integer(at: offset, as: UInt32.self) == Self.entrySignature,
        let nameBytes = reader.size(at: offset + 28, as: UInt16.self),
        let extraBytes = reader.size(at: offset + 30, as: UInt16.self),
        let commentBytes = reader.size(at: offset + 32, as: UInt16.self),
        let name = reader.text(at: offset + Self.entryBytes, count: nameBytes)
      else { throw .brokenContents(byte: offset) }
      let entry = try Self.entry(reader, at: offset, name: name)
      guard entries.updateValue(entry, forKey: name) == nil else {
        throw .repeatedName(name)
      }
      offset += Self.entryBytes + nameBytes + extraBytes + commentBytes
    }
    self.entries = entries
  }

  private static func entry(
    _ reader: ByteReader, at offset: Int, name: String
  ) throws(ZipError) -> ZipEntry {
    guard let flags = reader.integer(at: offset + 8, as: UInt16.self),
      let code = reader.integer(at: offset + 10, as: UInt16.self),
      let checksum = reader.integer(at: offset + 16, as: UInt32.self),
      let (packed, unpacked, local) = sizes(reader, entry: offset),
      reader.integer(at: local, as: UInt32.self) == localSignature,
      // The name and the extra field are repeated before the data, and the latter may differ:
      // PyTorch pads there so that tensors are aligned.
      let nameBytes = reader.size(at: local + 26, as: UInt16.self),
      let extraBytes = reader.size(at: local + 28, as: UInt16.self),
      let range = reader.range(at: local + localBytes + nameBytes + extraBytes, count: packed)
    else { throw .outside(name) }
    // The lowest flag says that the entry is encrypted.
    let method: ZipEntry.Method =
      flags & 1 != 0 ? .unknown : code == 0 ? .stored : code == 8 ? .deflated : .unknown
    guard method != .stored || packed == unpacked else { throw .twoLengths(name) }
    return ZipEntry(
      name: name, method: method, range: range, byteCount: unpacked, checksum: checksum)
  }

  /// How long the data of an entry are and where its local header is, 64-bit numbers included.
  private static func sizes(
    _ reader: ByteReader, entry: Int
  ) -> (packed: Int, unpacked: Int, local: Int)? {
    guard let packed = reader.integer(at: entry + 20, as: UInt32.self),
      let unpacked = reader.integer(at: entry + 24, as: UInt32.self),
      let local = reader.integer(at: entry + 42, as: UInt32.self)
    else { return nil }
    // The extra field holds, in this order, only those numbers that do not fit in theirs.
    let wanted = [unpacked, packed, local]
    var numbers: [Int] = []
    var place = wanted.contains(elsewhere) ? largeNumbers(reader, entry: entry) : nil
    for number in wanted {
      guard number == elsewhere else {
        numbers.append(Int(number))
        continue
      }
      guard let offset = place, let large = reader.size(at: offset, as: UInt64.self) else {
        return nil
      }
      numbers.append(large)
      place = offset + 8
    }
    return (numbers[1], numbers[0], numbers[2])
  }

  /// Where the 64-bit extra field of an entry has its numbers.
  private static func largeNumbers(_ reader: ByteReader, entry: Int) -> Int? {
    guard let nameBytes = reader.size(at: entry + 28, as: UInt16.self),
      let extraBytes = reader.size(at: entry + 30, as: UInt16.self)
    else { return nil }
    var offset = entry + entryBytes + nameBytes
    let end = offset + extraBytes
    while offset + 4 <= end, let kind = reader.integer(at: offset, as: UInt16.self),
      let count = reader.size(at: offset + 2, as: UInt16.self)
    {
      if kind == 1 { return offset + 4 }
      offset += 4 + count
    }
    return nil
  }
}
