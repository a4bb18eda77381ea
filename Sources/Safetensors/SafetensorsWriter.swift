import Foundation

/// Writes safetensors files, so that a file is either the whole old one or the whole new one.
public enum SafetensorsWriter {
  /// Writes tensors and text to a file: beside it, synchronised to disk, then renamed.
  ///
  /// The same content gives the same bytes: tensors are ordered by falling element size, then by
  /// name, and the header is padded with spaces so that every tensor is aligned.
  ///
  /// - Parameters:
  ///   - entries: The tensors; names must differ.
  ///   - metadata: Text to keep beside the tensors.
  ///   - url: The file to make or to replace.
  /// - Throws: ``SafetensorsError`` for a duplicate or reserved name, a shape that does not fit its
  ///   bytes, a header above 100 MB, or a failure to write; or what an entry's bytes throw. The old
  ///   file is then untouched.
  public static func write(
    _ entries: [SafetensorsEntry], metadata: [String: String] = [:], to url: URL
  ) throws {
    let sorted = entries.sorted { ($1.dtype.size, $0.name) < ($0.dtype.size, $1.name) }
    var sizes: [Int] = []
    var seen: Set<String> = []
    for entry in sorted {
      func failure(_ problem: SafetensorsError.Problem) -> SafetensorsError {
        SafetensorsError(file: url.path, tensor: entry.name, problem: problem)
      }
      guard seen.insert(entry.name).inserted else { throw failure(.duplicateName) }
      guard entry.name != SafetensorsHeader.metadataKey else { throw failure(.reservedName) }
      guard let size = TensorInfo.numBytes(entry.dtype, entry.shape) else {
        throw failure(.sizeOverflow(shape: entry.shape))
      }
      sizes.append(size)
    }

    let header = header(sorted, sizes: sizes, metadata: metadata)
    guard header.count <= SafetensorsHeader.maximumBytes else {
      throw SafetensorsError(
        file: url.path, tensor: nil, problem: .headerTooLarge(headerBytes: UInt64(header.count)))
    }
    let file = try ReplacementFile(for: url)
    do {
      try withUnsafeBytes(of: UInt64(header.count).littleEndian) { try file.write($0) }
      try header.withUnsafeBytes { try file.write($0) }
      for (entry, size) in zip(sorted, sizes) {
        try entry.withBytes { bytes in
          guard bytes.count == size else {
            throw SafetensorsError(
              file: url.path, tensor: entry.name,
              problem: .sizeMismatch(expectedBytes: size, actualBytes: bytes.count))
          }
          try file.write(bytes)
        }
      }
      try file.commit()
    } catch {
      file.abandon()
      throw error
    }
  }

  private static func header(
    _ entries: [SafetensorsEntry], sizes: [Int], metadata: [String: String]
  ) -> [UInt8] {
    var members = metadata.isEmpty ? [] : [member(metadata: metadata)]
    var start = 0
    for (entry, size) in zip(entries, sizes) {
      members.append(member(entry, start: start, size: size))
      start += size
    }
    var header = [UInt8]("{\(members.joined(separator: ","))}".utf8)
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    return header
  }

  /// The header's text about the metadata.
  static func member(metadata: [String: String]) -> String {
    let table = metadata.sorted { $0.key < $1.key }
      .map { "\(quoted($0.key)):\(quoted($0.value))" }
    return "\"\(SafetensorsHeader.metadataKey)\":{\(table.joined(separator: ","))}"
  }

  /// The header's text about a tensor whose elements begin at `start`.
  static func member(_ entry: SafetensorsEntry, start: Int, size: Int) -> String {
    let shape = entry.shape.map(String.init).joined(separator: ",")
    return "\(quoted(entry.name)):{\"dtype\":\"\(entry.dtype.rawValue)\",\"shape\":[\(shape)],"
      + "\"data_offsets\":[\(start),\(start + size)]}"
  }

  /// A JSON string.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
