/// A table with headers that a screen reader can tell, in a frame that scrolls if too wide.
public struct HTMLTable {
  /// Says what the table is about; shown above it.
  public let caption: String
  /// Names of the columns; the first column holds the names of the rows.
  public let columns: [String]
  /// The cells, the first a row's name; `isMarked` sets a row apart.
  public private(set) var rows: [(cells: [HTML], isMarked: Bool)] = []

  /// A table without rows.
  public init(caption: String, columns: [String]) {
    (self.caption, self.columns) = (caption, columns)
  }

  /// Adds a row of mark-up.
  public mutating func add(_ cells: [HTML], isMarked: Bool = false) {
    rows.append((cells, isMarked))
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
            tag("tr", row.isMarked ? ["class": "marked"] : [:]) {
              row.cells.prefix(1).map { cell in tag("th", ["scope": "row"]) { cell } }
              row.cells.dropFirst().map { cell in tag("td") { cell } }
            }
          }
        }
      }
    }
  }
}
