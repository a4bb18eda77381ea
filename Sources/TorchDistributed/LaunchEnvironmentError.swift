/// Variables of a launcher that do not make sense, told in one line.
public enum LaunchEnvironmentError: Error, Equatable, CustomStringConvertible {
  /// A variable that the others need.
  case missing(String)
  /// A variable that is no number, or none that can be.
  case outOfRange(String, value: String, ClosedRange<Int>)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .missing(let name):
      "\(name) is not set although RANK or WORLD_SIZE is; start the job with 'attune launch' or "
        + "torchrun, or unset both to train in one process"
    case .outOfRange(let name, let value, let range):
      "\(name)=\(value) in the environment is no number from \(range.lowerBound) to "
        + "\(range.upperBound); start the job with 'attune launch' or torchrun"
    }
  }
}
