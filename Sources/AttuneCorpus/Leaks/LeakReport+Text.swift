import AttuneCore
import Foundation

extension LeakReport {
  /// The report for a person, in lines: what each field tells, then the findings.
  ///
  /// - Parameter coloured: whether leaks are red, by a terminal's escape codes.
  public func text(coloured: Bool = false) -> String {
    (fieldTable + findingLines(coloured: coloured)).joined(separator: "\n")
  }

  private var fieldTable: [String] {
    guard let first = fields.first else { return [] }
    let header = Self.row(
      "what alone tells", ["seen", "values", "right %", "macro-F1", "names %"])
    let majority = Self.row(
      "majority class",
      ["", "", Self.percent(first.majorityAccuracy), Self.decimals(first.majorityMacroF1), ""])
    let rows = fields.map { tell in
      Self.row(
        tell.field.rawValue + (tell.reading == .words ? ", emotion words" : ""),
        [
          tell.isAdmitted ? "yes" : "no", String(tell.values), Self.percent(tell.accuracy),
          Self.decimals(tell.macroF1), Self.percent(tell.namedShare),
        ])
    }
    return [header, majority] + rows + [""]
  }

  private func findingLines(coloured: Bool) -> [String] {
    let policy = inputs == .honest ? "honest " : inputs == .reference ? "reference " : ""
    guard !findings.isEmpty else { return ["no leak found with \(policy)inputs"] }
    let counts = LeakSeverity.allCases.reversed().map { severity in
      let count = findings(severity).count
      return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return ["with \(policy)inputs: \(counts.joined(separator: ", "))"]
      + findings.map { finding in
        let name = finding.severity.rawValue
        let mark = coloured && finding.severity == .leak ? "\u{1B}[1;31m\(name)\u{1B}[0m" : name
        return "  \(mark)\(String(repeating: " ", count: 8 - name.count))\(finding.message)"
      }
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    name + String(repeating: " ", count: max(0, 34 - name.count))
      + cells.map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }.joined()
  }

  private static func percent(_ share: Double) -> String { String(format: "%.1f", 100 * share) }

  private static func decimals(_ value: Double) -> String { String(format: "%.3f", value) }
}
