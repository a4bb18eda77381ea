/// A run that cannot be exported.
public enum ExportError: Error, CustomStringConvertible, Equatable {
  /// The folder of the export holds something already.
  case folderNotEmpty(String)
  /// The folder cannot be made.
  case unwritable(String, reason: String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .folderNotEmpty(let path):
      "\(path): is not empty; name a folder that does not exist yet"
    case .unwritable(let path, let reason):
      "\(path): \(reason)"
    }
  }
}
