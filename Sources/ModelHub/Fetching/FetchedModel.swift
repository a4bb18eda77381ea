import Foundation

/// A model that is there whole.
public struct FetchedModel: Sendable, Hashable, Codable {
  /// One of its files.
  public struct File: Sendable, Hashable, Codable {
    /// Its name in the folder.
    public let path: String
    /// Its length.
    public let bytes: Int
    /// Kind and digits, as `sha256:…` or `git-sha1:…`.
    public let checksum: String
    /// Whether this call brought it; else it was there.
    public let wasFetched: Bool

    enum CodingKeys: String, CodingKey {
      case path, bytes, checksum
      case wasFetched = "was_fetched"
    }
  }

  /// Its name on the hub.
  public let name: String
  /// The branch, tag or commit that was asked for.
  public let revision: String
  /// The commit that it was at.
  public let commit: String
  /// Path of the folder with all its files.
  public let folder: String
  /// Its files, weights last.
  public let files: [File]

  /// Length of all files.
  public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }
}
