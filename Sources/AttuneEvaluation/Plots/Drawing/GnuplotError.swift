/// Why a figure cannot be drawn.
public enum GnuplotError: Error, Hashable, Sendable {
  /// No gnuplot on PATH.
  case notInstalled
  /// It cannot be started; the text is the system's reason.
  case notStarted(String)
  /// It ended with an error; the text is the first line that it said.
  case failed(figure: String, reason: String)
  /// It did not end in time and was ended.
  case tookTooLong(figure: String, seconds: Int)
  /// There is nothing to draw.
  case nothingToDraw(figure: String)
  /// A figure cannot be written; the text is the system's reason.
  case unwritable(path: String, reason: String)
}

extension GnuplotError: CustomStringConvertible {
  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .notInstalled:
      "gnuplot, which draws the figures, is not on PATH; "
        + "install it with: apt-get install gnuplot-nox"
    case .notStarted(let reason): "gnuplot cannot be started: \(reason)"
    case .failed(let figure, let reason): "figure \(figure): gnuplot failed: \(reason)"
    case .tookTooLong(let figure, let seconds):
      "figure \(figure): gnuplot did not end within \(seconds) s"
    case .nothingToDraw(let figure): "figure \(figure): there is nothing to draw"
    case .unwritable(let path, let reason): "\(path): \(reason)"
    }
  }
}
