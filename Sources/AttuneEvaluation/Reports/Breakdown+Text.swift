import Foundation

extension Breakdown {
  /// The groups as aligned lines, with the gap below.
  var lines: [String] {
    let hasIntervals = groups.contains { $0.accuracyInterval != nil }
    let interval = hasIntervals ? ["95 % interval"] : []
    var table = TextTable(
      header: [attribute, "n", "accuracy"] + interval + ["UAR"] + interval)
    for group in groups {
      table.add(
        [group.name, "\(group.numRows)", TextTable.score(group.accuracy)]
          + (hasIntervals ? [group.accuracyInterval?.text ?? ""] : [])
          + [TextTable.score(group.unweightedAverageRecall)]
          + (hasIntervals ? [group.unweightedAverageRecallInterval?.text ?? ""] : []))
    }
    guard let gap else { return table.lines() }
    let range = gap.interval.map { " \($0.text)" } ?? ""
    return table.lines() + [
      "gap \(TextTable.score(gap.accuracy))\(range) in accuracy, \(gap.best) over \(gap.worst)"
    ]
  }
}
