import Foundation

/// Where results go.
enum StandardOutput {
  /// Text whose lines that begin with `!` are red, on a terminal only.
  static func marked(_ text: String) -> String {
    guard isatty(STDOUT_FILENO) == 1 else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("!") ? "\u{1B}[31m\(line)\u{1B}[0m" : String(line)
    }.joined(separator: "\n")
  }
}
