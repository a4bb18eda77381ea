/// Names the very label map that made classes of an annotation's words.
public struct LabelMapReference: Codable, Sendable, Hashable {
  /// Name of the map with its version, as `avamerg-32-to-7.v1`.
  public var name: String
  /// SHA-256 of the map's canonical text, 64 lower-case hexadecimal digits.
  public var sha256: String

  /// Names a map.
  public init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}
