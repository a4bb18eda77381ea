import AttuneCore
import Foundation

extension AuditReport {
  /// The report for a person, in lines.
  ///
  /// - Parameter coloured: whether leaks are red, by a terminal's escape codes.
  public func text(coloured: Bool = false) -> String {
    var lines = [
      "\(layout.rawValue) layout; splits from \(splitSource.rawValue); labels by \(labelMap)",
      "\(records) records, \(conversations) conversations, \(turns) turns, \(utterances) utterances",
    ]
    lines += recordNotes.filter { $0.0 > 0 }.map { "  \($0.0) \($0.1)" }
    lines += ["", splitTable, ""]
    lines += Modality.allCases.compactMap { modality in
      media[modality.rawValue].map { line(modality, $0) }
    }
    if media.isEmpty { lines.append("no media folder: text alone") }
    lines += media.keys.sorted().flatMap { media[$0]?.missingExamples ?? [] }
      .map { "  \($0): missing" }
    let shown = findings.prefix(20)
    lines += shown.map { finding in
      "  \(finding.path): \(finding.condition)" + (finding.detail.map { ", \($0)" } ?? "")
    }
    if findings.count > shown.count { lines.append("  … \(findings.count - shown.count) more") }
    lines += ["", leaks.text(coloured: coloured)]
    return lines.joined(separator: "\n")
  }

  private var recordNotes: [(Int, String)] {
    [
      (recordsWithoutTurns, "records without a turn"),
      (recordsWithoutLabel, "records without a label"),
      (recordsWithLateStart, "records whose first turn is not turn 0"),
      (recordsWithoutDialogue, "records whose last turn has no utterance"),
      (duplicateIDs.count, "ids that stand more than once: \(Self.some(duplicateIDs.keys))"),
      (sharedIDs.count, "ids that stand in two splits: \(Self.some(sharedIDs.map(\.id)))"),
      (unassigned, "records that belong to no split"),
      (quarantinedConversations, "conversations left out by quarantine"),
      (quarantinedMedia, "media that count as missing by quarantine"),
    ]
  }

  private var splitTable: String {
    let total = splits.values.reduce(0) { $0 + $1.records }
    var rows = [Self.row("", ["records", "share %", "speakers"] + Emotion.classNames)]
    for split in Split.allCases {
      let counts = splits[split.rawValue] ?? SplitCounts()
      let cells = [
        String(counts.records), Self.percent(counts.records, of: total), String(counts.speakers),
      ]
      rows.append(
        Self.row(
          split.rawValue, cells + Emotion.classNames.map { String(counts.classes[$0] ?? 0) }))
    }
    return rows.joined(separator: "\n")
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    return name + String(repeating: " ", count: max(0, 10 - name.count))
      + cells.map { padded($0, 10) }.joined()
  }

  private func line(_ modality: Modality, _ counts: MediaCounts) -> String {
    let listed = counts.conditions.sorted { $0.key < $1.key }
      .map { "\($0.value) \($0.key.replacingOccurrences(of: "_", with: " "))" }
    let durations = String(
      format: "%.1f min in all, %.1f s on average, %.1f to %.1f s", counts.totalSeconds / 60,
      counts.meanSeconds ?? 0, counts.shortestSeconds ?? 0, counts.longestSeconds ?? 0)
    return "\(modality.rawValue): \(counts.expected) expected, \(counts.found) found: "
      + "\(listed.joined(separator: ", ")); \(durations)"
  }

  private static func percent(_ count: Int, of total: Int) -> String {
    String(format: "%.1f", 100 * Double(count) / Double(max(1, total)))
  }

  private static func some(_ ids: some Collection<String>) -> String {
    ids.sorted().prefix(5).joined(separator: ", ") + (ids.count > 5 ? ", …" : "")
  }
}
