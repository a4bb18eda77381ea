/// A job that cannot be started, told in one line.
public enum LaunchError: Error, Equatable, CustomStringConvertible {
  /// The operating system refused to run the program.
  case cannotStart(program: String, reason: String)

  /// One line: what, where, why.
  public var description: String {
    switch self {
    case .cannotStart(let program, let reason): "\(program): cannot be started: \(reason)"
    }
  }
}
