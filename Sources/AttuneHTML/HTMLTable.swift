/// A table with headers that a screen reader can tell, in a frame that scrolls if too wide.
public struct HTMLTable {
  /// Says what the table is about; shown above it.
  public let caption: String
  /// Names of the columns; the first column holds the names of the rows.
  public let columns: [String]
  /// The cells, the first a row's name; `mark` sets a row apart.
  public private(set) var rows: [(cells: [HTML], mark: Mark?)] = []

  /// What sets a row apart; never alone, but beside a word that says the same.
  public enum Mark: String, Sendable {
    /// The row that the page is about.
    case chosen
    /// A row that must not be overlooked.
    case alarm
  }

  /// A table without rows.
  public init(caption: String, columns: [String]) {
    (self.caption, self.columns) = (caption, columns)
  }

  /// Adds a row of mark-up.
  public mutating func add(_ cells: [HTML], mark: Mark? = nil) {
    rows.append((cells, mark))
  }

  /// Adds a row of texts.
  public mutating func add(_ cells: [String]) { add(cells.map { HTML($0) }) }

  /// The table as mark-up.
  public var html: HTML {
    tag("div", ["class": "scroll", "role": "region", "aria-label": caption, "tabindex": "0"]) {
      tag("table") {
        tag("caption") { caption }
        tag("thead") {
          tag("tr") { columns.map { column in tag("th", ["scope": "col"]) { column } } }
        }
        tag("tbody") {
          rows.map { row in
            tag("tr", row.mark.map { ["class": $0.rawValue] } ?? [:]) {
              row.cells.prefix(1).map { cell in tag("th", ["scope": "row"]) { cell } }
              row.cells.dropFirst().map { cell in tag("td") { cell } }
            }
          }
        }
      }
    }
  }
}
