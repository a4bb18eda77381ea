import Foundation

/// Where progress and notes go; results go to standard output.
enum StandardError {
  /// Whether a person watches, so that a line may be redrawn.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes one line.
  static func write(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Redraws the current line, on a terminal only.
  static func redraw(_ line: String) {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(line)".utf8))
  }
}
