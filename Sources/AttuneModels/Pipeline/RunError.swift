/// A run folder that cannot be used.
public enum RunError: Error, CustomStringConvertible, Equatable {
  /// The folder has no configuration.
  case notARun(String)
  /// The configuration cannot be read.
  case configuration(String, keyPath: String, reason: String)
  /// The run has no weights yet.
  case noCheckpoint(String)
  /// The weights were trained with another pipeline than the configuration describes.
  case otherArchitecture(checkpoint: String, keys: [String])

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notARun(let path):
      "\(path): is no run folder: it has no run.yaml; give the --out of an 'attune train'"
    case .configuration(let path, let keyPath, let reason):
      keyPath.isEmpty ? "\(path): \(reason)" : "\(path): '\(keyPath)': \(reason)"
    case .noCheckpoint(let path):
      "\(path): has no best checkpoint yet; let its training finish an epoch"
    case .otherArchitecture(let checkpoint, let keys):
      "\(checkpoint): was trained with another pipeline than its run.yaml describes: "
        + "\(keys.joined(separator: ", ")) differ; restore the run's own files"
    }
  }
}
