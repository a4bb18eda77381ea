/// Something that a reader must know before believing the scores.
struct Remark: Sendable, Equatable {
  /// How bad it is.
  enum Severity: String, Sendable {
    /// The scores cannot be trusted as they are.
    case alarm
    /// The scores say less than they seem to.
    case caution
    /// Worth knowing; changes no score.
    case note
    /// Looked for and not found.
    case fine
  }

  let severity: Severity
  /// What was looked for; may be empty.
  let subject: String
  /// What was found, in words.
  let finding: String
}
