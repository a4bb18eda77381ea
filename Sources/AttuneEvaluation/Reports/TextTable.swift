import Foundation

/// Columns of text for a terminal: the first to the left, all others to the right.
package struct TextTable {
  private var rows: [[String]]

  package init(header: [String]) { rows = [header] }

  package mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, without trailing spaces; shorter rows leave their last columns empty.
  package func lines(indentation: Int = 0) -> [String] {
    let numColumns = rows.map(\.count).max() ?? 0
    let widths = (0..<numColumns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = String(repeating: " ", count: indentation)
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        if column > 0 { line += "  " }
        line += column == 0 ? cell + padding : padding + cell
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// A score as four digits behind the point.
  package static func score(_ value: Double) -> String { String(format: "%.4f", value) }
}
