import CZlib

/// One file of a zip archive.
package struct ZipEntry: Sendable, Hashable {
  /// How the data are stored.
  package enum Method: Sendable, Hashable {
    /// As they are.
    case stored
    /// Compressed (RFC 1951).
    case deflated
    /// Encrypted, or compressed by something else.
    case unknown
  }

  /// Name of the file, with its folders.
  package let name: String
  /// How the data are stored.
  package let method: Method
  /// Where the data, as they are stored, lie in the archive.
  package let range: Range<Int>
  /// How many bytes the data are, as the archive has it.
  package let byteCount: Int
  /// The CRC-32 of the data, as the archive has it.
  package let checksum: UInt32
}

extension ZipEntry {
  /// The data, inflated where they are compressed and checked against their checksum.
  ///
  /// They fill ``byteCount`` bytes, which is the archive's claim: look at it before.
  ///
  /// - Parameter archive: All bytes of the archive that the entry is of.
  /// - Throws: ``ZipError`` if the data are damaged or stored in an unknown way.
  package func data(in archive: UnsafeRawBufferPointer) throws(ZipError) -> [UInt8] {
    let packed = UnsafeRawBufferPointer(rebasing: archive[range])
    let data: [UInt8]
    switch method {
    case .unknown: throw .unknownMethod(name)
    case .stored: data = Array(packed)
    case .deflated:
      guard let inflated = Inflation.data(of: packed, count: byteCount) else {
        throw .brokenData(name, byte: range.lowerBound)
      }
      data = inflated
    }
    guard Inflation.checksum(of: data) == checksum else {
      throw .wrongChecksum(name, byte: range.lowerBound)
    }
    return data
  }
}

/// What zlib does for archives.
private enum Inflation {
  /// The bytes that `packed` inflates to, or `nil` unless they are exactly `count`.
  static func data(of packed: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    var stream = z_stream()
    // Without the header that zlib's own format has.
    let isReady = inflateInit2_(
      &stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard isReady == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var isWhole = false
    // Room for one byte where there is none to come, since zlib wants an address.
    let data = [UInt8](unsafeUninitializedCapacity: max(count, 1)) { output, numWritten in
      var (numRead, status) = (0, Z_OK)
      while status == Z_OK {
        // zlib counts in 32 bits, so long data come to it piece by piece.
        let input = min(packed.count - numRead, 1 << 30)
        let room = min(count - numWritten, 1 << 30)
        stream.next_in = UnsafeMutablePointer(
          mutating: packed.baseAddress?.advanced(by: numRead).assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(input)
        stream.next_out = output.baseAddress?.advanced(by: numWritten)
        stream.avail_out = UInt32(room)
        status = inflate(&stream, Z_NO_FLUSH)
        numRead += input - Int(stream.avail_in)
        numWritten += room - Int(stream.avail_out)
      }
      isWhole = status == Z_STREAM_END && numWritten == count
    }
    return isWhole ? data : nil
  }

  static func checksum(of data: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_z(0, data, data.count))
  }
}
