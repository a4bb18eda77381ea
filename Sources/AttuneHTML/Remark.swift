/// Something that a reader must know before believing a page.
public struct Remark: Sendable, Equatable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// The figures cannot be trusted as they are.
    case alarm
    /// The figures say less than they seem to.
    case caution
    /// Worth knowing; changes no figure.
    case note
    /// Looked for and not found.
    case fine

    /// The severity in a word, so that it is not told by colour alone.
    public var word: String {
      switch self {
      case .alarm: "Alarm"
      case .caution: "Careful"
      case .note: "Note"
      case .fine: "Fine"
      }
    }
  }

  /// How bad it is.
  public let severity: Severity
  /// What was looked for; may be empty.
  public let subject: String
  /// What was found, in words.
  public let finding: String

  /// Creates a remark.
  public init(severity: Severity, subject: String = "", finding: String) {
    (self.severity, self.subject, self.finding) = (severity, subject, finding)
  }

  /// The remark as a paragraph that is not overlooked.
  public var html: HTML {
    tag("p", ["class": "note \(severity.rawValue)"]) {
      tag("b") { severity.word }
      subject.isEmpty ? finding : "\(subject): \(finding)"
    }
  }
}
