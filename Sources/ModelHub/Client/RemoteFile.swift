import Foundation

/// A file of a model as the hub describes it.
struct RemoteFile: Hashable, Sendable {
  /// Its path in the model, as `config.json`.
  let path: String
  /// Where it is fetched.
  let url: URL
  /// Its length in bytes.
  let size: Int
  /// What its content hashes to.
  let checksum: Checksum
}
