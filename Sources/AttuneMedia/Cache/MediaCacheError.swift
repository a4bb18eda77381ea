import Foundation

/// Why a folder cannot hold a cache.
public struct MediaCacheError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The folder asked for.
  public var folder: URL
  /// What is wrong with it.
  public var reason: String

  package init(folder: URL, reason: String) { (self.folder, self.reason) = (folder, reason) }

  /// One line: which folder, what is wrong, what to do.
  public var description: String {
    "\(folder.path): \(reason); give another folder for the media cache"
  }
}
