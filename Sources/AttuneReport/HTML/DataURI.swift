import Foundation

/// Files written into the page, so that it needs no other.
enum DataURI {
  static func png(_ data: Data) -> String { "data:image/png;base64,\(data.base64EncodedString())" }
  static func svg(_ data: Data) -> String {
    "data:image/svg+xml;base64,\(data.base64EncodedString())"
  }
}
