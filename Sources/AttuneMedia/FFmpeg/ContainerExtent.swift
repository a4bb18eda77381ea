import Foundation

/// Whether a file ends before its own structure says.
///
/// FFmpeg reads what is there and does not tell; the containers whose parts carry their length
/// tell it: RIFF (wav, avi), ISO base media (mp4, mov), Matroska (mkv, webm). Only lengths are
/// read, a few bytes a part.
enum ContainerExtent {
  /// What is missing, to stand inside a sentence, or `nil` where nothing is known to be.
  static func shortfall(of url: URL) -> String? {
    guard let handle = try? FileHandle(forReadingFrom: url) else { return nil }
    defer { try? handle.close() }
    guard let size = try? handle.seekToEnd(), size >= 12 else { return nil }
    let reader = PartReader(handle: handle, size: size)
    let head = reader.bytes(at: 0, count: 12)
    switch (head.name(at: 0), head.name(at: 4)) {
    case ("RIFF", _), ("RF64", _): return riff(reader)
    case (_, "ftyp"), (_, "moov"), (_, "mdat"), (_, "free"), (_, "skip"), (_, "wide"):
      return isoMedia(reader)
    default:
      return head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) ? matroska(reader) : nil
    }
  }

  private static func riff(_ reader: PartReader) -> String? {
    var position: UInt64 = 12
    while position + 8 <= reader.size {
      let head = reader.bytes(at: position, count: 8)
      let length = UInt64(head.littleEndian32(at: 4))
      let name = head.name(at: 0)
      // Writers to a pipe cannot know the length and put a huge one.
      let isUnknown = length >= 0x7FFF_F000
      if !isUnknown && (name == "data" || name == "LIST"),
        let shortfall = reader.shortfall(of: name, from: position + 8, length: length)
      {
        return shortfall
      }
      if isUnknown { return nil }
      position += 8 + length + length % 2
    }
    return nil
  }

  private static func isoMedia(_ reader: PartReader) -> String? {
    var position: UInt64 = 0
    while position + 8 <= reader.size {
      let head = reader.bytes(at: position, count: 16)
      var length = UInt64(head.bigEndian32(at: 0))
      let name = head.name(at: 4)
      guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
      if length == 0 { return nil }  // to the end of the file
      if length == 1 {
        length = UInt64(head.bigEndian32(at: 8)) << 32 | UInt64(head.bigEndian32(at: 12))
      }
      guard length >= 8 else { return nil }
      if let shortfall = reader.shortfall(of: name, from: position, length: length) {
        return shortfall
      }
      position += length
    }
    return nil
  }

  private static func matroska(_ reader: PartReader) -> String? {
    guard let header = reader.matroskaLength(at: 4) else { return nil }
    let segment = 4 + header.width + header.value
    guard reader.bytes(at: segment, count: 4).elementsEqual([0x18, 0x53, 0x80, 0x67]),
      let body = reader.matroskaLength(at: segment + 4), !body.isUnknown
    else { return nil }
    return reader.shortfall(of: "Segment", from: segment + 4 + body.width, length: body.value)
  }
}

/// Reads the few bytes of a file that carry lengths.
private struct PartReader {
  let handle: FileHandle
  let size: UInt64

  /// The bytes there, zeros where the file ends.
  func bytes(at position: UInt64, count: Int) -> Data {
    guard position < size, (try? handle.seek(toOffset: position)) != nil else {
      return Data(count: count)
    }
    let data = (try? handle.read(upToCount: count)) ?? Data()
    return data + Data(count: count - data.count)
  }

  func shortfall(of part: String, from position: UInt64, length: UInt64) -> String? {
    let present = size - min(size, position)
    guard length > present else { return nil }
    return "\(part) should hold \(length) bytes and holds \(present)"
  }

  /// A length of Matroska: as many bytes as the first has leading zeros, plus one.
  func matroskaLength(at position: UInt64)
    -> (value: UInt64, width: UInt64, isUnknown: Bool)?
  {
    let bytes = bytes(at: position, count: 8)
    let width = bytes[0].leadingZeroBitCount + 1
    guard width <= 8 else { return nil }
    var value = UInt64(bytes[0]) & (0xFF >> UInt64(width))
    for byte in bytes.prefix(width).dropFirst() { value = value << 8 | UInt64(byte) }
    let isUnknown = value == (UInt64(1) << (7 * UInt64(width))) - 1
    // No file is that long, and sums of lengths must not overflow.
    guard isUnknown || value < UInt64(1) << 48 else { return nil }
    return (value, UInt64(width), isUnknown)
  }
}

extension Data {
  fileprivate func name(at offset: Int) -> String {
    String(decoding: self[offset..<offset + 4], as: UTF8.self)
  }

  fileprivate func littleEndian32(at offset: Int) -> UInt32 {
    self[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  fileprivate func bigEndian32(at offset: Int) -> UInt32 {
    self[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
