import Foundation

/// A picture in the PNG format, whose size is known without decoding it.
public struct PNGImage: Sendable, Equatable {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  let bytes: [UInt8]

  /// Takes the bytes of a PNG file.
  ///
  /// - Returns: `nil` if they do not begin as a PNG file does: its signature, then the header chunk
  ///   with a size of 1 to 2³¹ − 1 pixels a side.
  public init?(_ data: Data) {
    bytes = Array(data)
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.count >= 24, bytes.starts(with: signature),
      bytes[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
    height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
    let sides = 1...Int(Int32.max)
    guard sides.contains(width), sides.contains(height) else { return nil }
  }
}
