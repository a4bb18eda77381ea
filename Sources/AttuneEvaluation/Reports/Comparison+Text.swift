import Foundation

extension PairedComparison {
  /// The comparison as aligned text, ending with a line break; differences are the second model's
  /// less the first one's.
  public var text: String {
    var heading = "\(second) against \(first): \(numRows) rows of \(numConversations) conversations"
    if numLeftOut > 0 { heading += ", \(numLeftOut) left out that not all tables have" }
    return ([heading] + differences.lines(first: first, second: second) + [mcNemarLine])
      .joined(separator: "\n") + "\n"
  }

  private var mcNemarLine: String {
    var line = "McNemar: only \(first) right \(mcNemar.numOnlyFirst), only \(second) right "
    line += "\(mcNemar.numOnlySecond), "
    line += mcNemar.method == .exact ? "exact" : String(format: "χ² %.3f", mcNemar.statistic)
    line += ", p \(mcNemar.pValue.probabilityText)"
    if let adjustedMcNemarPValue { line += ", Holm \(adjustedMcNemarPValue.probabilityText)" }
    return line
  }
}

extension ModelComparison {
  /// All pairs as text, one below the other.
  public var text: String { pairs.map(\.text).joined(separator: "\n") }
}

extension SeedComparison {
  /// The comparison as aligned text, ending with a line break.
  public var text: String {
    var table = TextTable(header: ["", "score", "mean", "deviation", "seeds"])
    for (name, spreads) in [(first, firstSpread), (second, secondSpread)] {
      for (index, spread) in spreads.enumerated() {
        table.add([
          index == 0 ? name : "", spread.score.name, TextTable.score(spread.mean),
          spread.standardDeviation.map(TextTable.score) ?? "–",
          spread.values.map(TextTable.score).joined(separator: " "),
        ])
      }
    }
    let heading =
      "\(second) against \(first) over seeds: \(numRows) rows of \(numConversations) conversations"
    return ([heading] + table.lines() + differences.lines(first: first, second: second))
      .joined(separator: "\n") + "\n"
  }
}

extension SplitDrift {
  /// The comparison as aligned text, ending with a line break; the first line says whether to worry.
  public var text: String {
    let verdict =
      isAlarming
      ? "ALARM: \(model) scores differently on validation and test than chance allows"
      : "\(model) scores alike on validation and test, within what chance allows"
    return ([verdict] + differences.lines(first: "validation", second: "test"))
      .joined(separator: "\n") + "\n"
  }
}

extension [ScoreDifference] {
  /// A table of differences.
  func lines(first: String, second: String) -> [String] {
    let hasAdjusted = contains { $0.adjustedPValue != nil }
    var table = TextTable(
      header: ["", first, second, "difference", "95 % interval", "p"]
        + (hasAdjusted ? ["Holm"] : []))
    for row in self {
      table.add(
        [
          row.score.name, TextTable.score(row.first), TextTable.score(row.second),
          row.difference.signedText, row.interval?.signedText ?? "",
          row.pValue.probabilityText,
        ] + (hasAdjusted ? [row.adjustedPValue?.probabilityText ?? ""] : []))
    }
    return table.lines()
  }
}

extension Interval {
  /// The interval of a difference in brackets.
  package var signedText: String { String(format: "[%+.4f, %+.4f]", lower, upper) }
}

extension Double {
  /// A difference, four digits behind the point and always with a sign.
  package var signedText: String { String(format: "%+.4f", self) }

  /// A probability, four digits behind the point.
  package var probabilityText: String {
    self < 0.0001 ? "< 0.0001" : String(format: "%.4f", self)
  }
}
