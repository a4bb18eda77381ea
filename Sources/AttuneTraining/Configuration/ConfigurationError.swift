/// A run's configuration that cannot be used, told with the file and the key path.
public enum ConfigurationError: Error, CustomStringConvertible, Equatable {
  /// The file is not YAML.
  case syntax(source: String, reason: String)
  /// A key that no part of the configuration knows.
  case unknownKey(source: String, path: String, known: [String])
  /// A value of the wrong type or out of its range.
  case invalidValue(source: String, path: String, reason: String)
  /// A `--set` argument that is not `key.path=value`.
  case malformedOverride(String)
  /// The file cannot be read.
  case unreadable(source: String, reason: String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .syntax(let source, let reason):
      "\(source): not valid YAML: \(reason)"
    case .unknownKey(let source, let path, let known):
      known.isEmpty
        ? "\(source): unknown key '\(path)'"
        : "\(source): unknown key '\(path)'; the keys there are: \(known.joined(separator: ", "))"
    case .invalidValue(let source, let path, let reason):
      "\(source): '\(path)': \(reason)"
    case .malformedOverride(let argument):
      "--set \(argument): expected key.path=value, as in training.epochs=2"
    case .unreadable(let source, let reason):
      "\(source): cannot be read: \(reason)"
    }
  }
}
