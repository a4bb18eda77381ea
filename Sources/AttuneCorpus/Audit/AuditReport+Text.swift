import AttuneCore
import Foundation

extension AuditReport {
  /// The report for a person.
  public var text: String {
    var lines = [
      "\(layout.rawValue) layout; splits from \(splitSource.rawValue); labels by \(labelMap)",
      "\(records) records, \(conversations) conversations, \(turns) turns, \(utterances) utterances",
    ]
    func note(_ count: Int, _ what: String) {
      if count > 0 { lines.append("  \(count) \(what)") }
    }
    note(recordsWithoutTurns, "records without a turn")
    note(recordsWithoutLabel, "records without a label")
    note(recordsWithLateStart, "records whose first turn is not turn 0")
    note(duplicateIDs.count, "ids that stand more than once: \(Self.some(duplicateIDs.keys))")
    note(sharedTexts.count, "texts that stand in two splits")
    note(unassigned, "records that belong to no split")
    note(quarantined, "entries in quarantine, left out above")
    if contexts > 0 {
      let share = 100 * Double(contextsWithEmotionWord) / Double(contexts)
      lines.append(
        String(
          format: "  %d of %d situations name an emotion word (%.1f %%)", contextsWithEmotionWord,
          contexts, share))
    }
    lines += ["", splitTable, ""]
    lines += Modality.allCases.compactMap { modality in
      media[modality.rawValue].map { line(modality, $0) }
    }
    if media.isEmpty { lines.append("no media folder: text alone") }
    let shown = findings.prefix(20)
    lines += shown.map { finding in
      "  \(finding.path): \(finding.condition)" + (finding.detail.map { ", \($0)" } ?? "")
    }
    if findings.count > shown.count { lines.append("  … \(findings.count - shown.count) more") }
    return lines.joined(separator: "\n")
  }

  private var splitTable: String {
    let columns = ["records"] + Emotion.classNames
    var rows = [Self.row("", columns)]
    for split in Split.allCases {
      let counts = splits[split.rawValue] ?? SplitCounts()
      let values = [counts.records] + Emotion.classNames.map { counts.classes[$0] ?? 0 }
      rows.append(Self.row(split.rawValue, values.map(String.init)))
    }
    return rows.joined(separator: "\n")
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    return name.padding(toLength: 10, withPad: " ", startingAt: 0)
      + cells.map { padded($0, 10) }.joined()
  }

  private func line(_ modality: Modality, _ counts: MediaCounts) -> String {
    let listed = counts.conditions.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    let durations = String(
      format: "%.1f min in all, %.1f to %.1f s", counts.totalSeconds / 60,
      counts.shortestSeconds ?? 0, counts.longestSeconds ?? 0)
    return "\(modality.rawValue): \(counts.expected) expected: \(listed.joined(separator: ", ")); "
      + durations
  }

  private static func some(_ ids: some Collection<String>) -> String {
    ids.sorted().prefix(5).joined(separator: ", ") + (ids.count > 5 ? ", …" : "")
  }
}
