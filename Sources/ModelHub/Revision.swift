/// A branch, a tag or a commit of a model.
struct Revision: Hashable, Sendable, CustomStringConvertible {
  /// The branch that is meant where none is named.
  static let main = "main"

  let name: String

  /// - Throws: ``HubError/invalidRevision(_:)`` for what cannot be one: it also names a file.
  init(_ name: String) throws(HubError) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isClean = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }
    guard isClean, name.utf8.count <= 200,
      parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") })
    else { throw .invalidRevision(name) }
    self.name = name
  }

  /// Whether it is a whole commit id, which never comes to mean another commit.
  var isCommit: Bool { Self.isCommit(name) }

  static func isCommit(_ text: String) -> Bool { text.utf8.count == 40 && text.isHexadecimal }

  var description: String { name }
}

extension String {
  /// Whether all of it is lower-case hexadecimal digits.
  var isHexadecimal: Bool {
    utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
