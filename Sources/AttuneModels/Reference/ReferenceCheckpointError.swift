/// A file that is no checkpoint of the reference system, or not the one that is wanted.
public enum ReferenceCheckpointError: Error, CustomStringConvertible, Equatable {
  /// Its parts are those of neither model.
  case unknown(file: String, found: [String])
  /// It is of the other model.
  case otherKind(file: String, expected: String, actual: String)
  /// Its classes are not those that we know.
  case classes(file: String, expected: [String])
  /// Its vocabularies were made from other data.
  case vocabularies(file: String, fields: [Field])

  /// A field of which a checkpoint knows another number of values than the data have.
  public struct Field: Sendable, Equatable {
    /// The field's name in the data.
    public let name: String
    /// Values that the checkpoint knows.
    public let known: Int
    /// Values of the training split.
    public let found: Int

    /// Names a field and both numbers.
    public init(name: String, known: Int, found: Int) {
      (self.name, self.known, self.found) = (name, known, found)
    }
  }

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .unknown(let file, let found):
      "\(file): is no checkpoint of the reference system's audio or video model; its parts are "
        + (found.isEmpty ? "none" : found.prefix(20).joined(separator: ", "))
    case .otherKind(let file, let expected, let actual):
      "\(file): is a checkpoint of the \(actual) model, not of the \(expected) model; "
        + "say 'attune import \(actual)'"
    case .classes(let file, let expected):
      "\(file): 'emotion_classes' must be \(expected.count) or name exactly "
        + expected.joined(separator: ", ")
    case .vocabularies(let file, let fields):
      "\(file): was trained on other data: "
        + fields.map { "it knows \($0.known) of '\($0.name)', the training split has \($0.found)" }
        .joined(separator: "; ") + "; give the data that it was trained on"
    }
  }
}
