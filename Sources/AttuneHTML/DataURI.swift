import Foundation

/// Files written into the page, so that it needs no other.
public enum DataURI {
  /// A PNG file as the address of a picture.
  public static func png(_ data: Data) -> String {
    "data:image/png;base64,\(data.base64EncodedString())"
  }
  /// An SVG file as the address of a picture.
  public static func svg(_ data: Data) -> String {
    "data:image/svg+xml;base64,\(data.base64EncodedString())"
  }
}
