import Foundation

/// A file that cannot be read or written.
public struct FileError: Error, CustomStringConvertible, Hashable {
  /// Path of the file.
  public let path: String
  /// Why not, in the system's words.
  public let reason: String

  /// Creates the error.
  public init(_ url: URL, _ reason: String) {
    path = url.path
    self.reason = reason
  }

  /// One line.
  public var description: String { "\(path): \(reason)" }
}
