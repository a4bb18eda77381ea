import AttuneCore

/// Why no report can be made.
public enum ReportError: Error, Hashable, Sendable {
  /// The folder holds no prediction table.
  case notARun(String)
  /// No run has a table with labels for the split.
  case nothingToReport(Split)
  /// The tables answer with different classes.
  case differentClasses(model: String, other: String)
}

extension ReportError: CustomStringConvertible {
  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .notARun(let path):
      "\(path): has no table in predictions/; give the --out of an 'attune train' or 'attune fuse'"
    case .nothingToReport(let split):
      "no run has labelled predictions of the \(split.rawValue) split; choose another --split"
    case .differentClasses(let model, let other):
      "models \"\(model)\" and \"\(other)\" answer with different classes; report them apart"
    }
  }
}
