import AttuneDigest

/// What the hub says a file's content hashes to, and by that names it.
struct Checksum: Hashable, Sendable, CustomStringConvertible {
  enum Kind: String, Sendable {
    /// Of the content, for large files.
    case sha256 = "sha256"
    /// Of the content as a git object, for those that git itself keeps.
    case gitBlob = "git-sha1"
  }

  let kind: Kind
  /// Lower-case hexadecimal digits; also a safe name of a file.
  let digits: String

  /// Reads an `ETag`; `nil` where it is none of a hub.
  init?(entityTag: String?) {
    guard let entityTag else { return nil }
    var text = entityTag[...]
    if text.hasPrefix("W/") { text = text.dropFirst(2) }
    let digits = text.filter { $0 != "\"" }
    guard digits.isHexadecimal else { return nil }
    switch digits.utf8.count {
    case 64: kind = .sha256
    case 40: kind = .gitBlob
    default: return nil
    }
    self.digits = digits
  }

  var description: String { "\(kind.rawValue):\(digits)" }

  /// A running hash of a content of `size` bytes that gives these digits.
  func start(size: Int) -> RunningDigest {
    switch kind {
    case .sha256: return RunningDigest(.sha256)
    case .gitBlob:
      var digest = RunningDigest(.sha1)
      Array("blob \(size)\0".utf8).withUnsafeBytes { digest.update($0) }
      return digest
    }
  }
}
