/// What happens while a model is fetched.
public enum FetchEvent: Sendable, Equatable {
  /// A file was there already.
  case present(file: String)
  /// So much of a file is there.
  case progress(file: String, completedBytes: Int, totalBytes: Int)
  /// An attempt failed; the next one follows.
  case retrying(reason: String, afterSeconds: Double)
  /// What was there of a file is of no use; it is fetched from its start.
  case restarted(file: String, reason: String)
  /// Somebody else is fetching the same; this call waits for it.
  case waiting(file: String)
}
