/// A file that is no checkpoint of the reference system, or not the one that is wanted.
public enum ReferenceCheckpointError: Error, CustomStringConvertible, Equatable {
  /// Its parts are those of neither model.
  case unknown(file: String, found: [String])
  /// It is of the other model.
  case otherKind(file: String, expected: String, actual: String)
  /// Its classes are not those that we know.
  case classes(file: String, expected: [String])
  /// Its vocabulary was made from other data.
  case vocabulary(file: String, field: String, expected: Int, actual: Int)

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
    case .vocabulary(let file, let field, let expected, let actual):
      "\(file): knows \(expected) of '\(field)', but the training split has \(actual); give the "
        + "data that it was trained on"
    }
  }
}
