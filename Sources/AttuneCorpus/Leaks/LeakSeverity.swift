/// How much a finding matters for the inputs that were asked about.
public enum LeakSeverity: String, CaseIterable, Codable, Sendable, Comparable {
  /// Worth knowing; changes no figure.
  case note
  /// May flatter a figure, or hides something.
  case warning
  /// A figure measured with it means less than it says.
  case leak

  /// By weight, a note first.
  public static func < (first: LeakSeverity, second: LeakSeverity) -> Bool {
    first.rank < second.rank
  }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .leak: 2
    }
  }
}
