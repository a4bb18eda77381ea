/// A remark that must not be overlooked.
enum NoteText {
  /// The remark, its weight said in a word and not by colour alone.
  static func html(_ finding: Remark) -> HTML {
    tag("p", ["class": "note \(finding.severity.rawValue)"]) {
      tag("b") { word(finding.severity) }
      finding.subject.isEmpty ? finding.finding : "\(finding.subject): \(finding.finding)"
    }
  }

  static func word(_ severity: Remark.Severity) -> String {
    switch severity {
    case .alarm: "Alarm"
    case .caution: "Careful"
    case .note: "Note"
    case .fine: "Fine"
    }
  }
}
