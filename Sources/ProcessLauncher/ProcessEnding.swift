import Glibc

/// How a process ended.
public enum ProcessEnding: Equatable, Sendable, CustomStringConvertible {
  /// By itself, with a status; 0 is success.
  case exited(Int32)
  /// By a signal.
  case signalled(Int32)

  /// Reads what `waitpid` tells of a process that has ended.
  init(waitStatus status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }

  /// Whether it ended as it should.
  public var isSuccess: Bool { self == .exited(0) }

  /// The status that a shell would report: 128 + n for signal n.
  public var code: Int32 {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }

  /// `exited with status 1` or `was ended by signal 9 (Killed)`.
  public var description: String {
    switch self {
    case .exited(let code):
      return "exited with status \(code)"
    case .signalled(let signal):
      let name = strsignal(signal).map { String(cString: $0) } ?? "unknown"
      return "was ended by signal \(signal) (\(name))"
    }
  }
}
