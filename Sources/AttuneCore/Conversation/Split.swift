/// A part of a corpus; by default no conversation stands in two of them.
public enum Split: String, CaseIterable, Codable, Sendable, Hashable {
  case train, validation, test
}
