/// What happens to a job, worth a line in a log.
public enum JobEvent: Equatable, Sendable, CustomStringConvertible {
  /// A process was started.
  case started(rank: Int, pid: Int32)
  /// A process failed, and the others were ended.
  case failed(rank: Int, pid: Int32, ProcessEnding, others: Int)
  /// All processes are started again, for the `attempt`-th time of at most `maximum`.
  case restarting(attempt: Int, maximum: Int)

  /// One line.
  public var description: String {
    switch self {
    case .started(let rank, let pid): "started rank \(rank) (process \(pid))"
    case .failed(let rank, let pid, let status, let others):
      "rank \(rank) (process \(pid)) \(status)"
        + (others > 0 ? "; ended the \(others) other\(others == 1 ? "" : "s")" : "")
    case .restarting(let attempt, let maximum):
      "starting all ranks again (\(attempt) of at most \(maximum))"
    }
  }
}
