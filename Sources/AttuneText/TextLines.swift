import Foundation

/// The lines of a text file, each a text of its own; an empty line is one too.
///
/// A line ends at a line feed, with or without a carriage return before it. The file is mapped, so
/// that its length costs no memory.
public struct TextLines: Sendable {
  /// The file.
  public let url: URL
  private let data: Data
  /// Where each line begins, and one position more: where another one would.
  private let starts: [Int]

  /// Opens a file and checks that it is text.
  ///
  /// - Throws: ``TokenizerError`` if it cannot be read, or is not UTF-8; with the line.
  public init(contentsOf url: URL) throws {
    self.url = url
    do {
      data = try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      throw TokenizerError.unreadable(file: url, reason: "no such readable file")
    }
    var starts = [0]
    data.withUnsafeBytes { bytes in
      for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
        starts.append(index + 1)
      }
    }
    if let last = starts.last, last < data.count { starts.append(data.count + 1) }
    self.starts = starts
    for index in indices where String(validating: bytes(of: index), as: UTF8.self) == nil {
      throw TokenizerError.malformedText(file: url, line: index + 1)
    }
  }

  private func bytes(of index: Int) -> Data {
    let line = data[data.startIndex + starts[index]..<data.startIndex + starts[index + 1] - 1]
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }
}

extension TextLines: RandomAccessCollection {
  /// The first line's index, 0.
  public var startIndex: Int { 0 }
  /// The number of lines.
  public var endIndex: Int { starts.count - 1 }
  /// A line without its end.
  public subscript(index: Int) -> String { String(decoding: bytes(of: index), as: UTF8.self) }
}
