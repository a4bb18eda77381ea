/// The different values of one attribute, numbered.
struct AttributeCategories: Sendable {
  /// Name of the attribute.
  let name: String
  private(set) var count = 0
  private var texts: [String: Int32] = [:]
  private var numbers: [Double: Int32] = [:]
  /// The number of rows without the attribute, −1 where all have it.
  private var unknown: Int32 = -1

  /// Numbers the values that some rows have; `nil` where they all have the same, or the attribute is
  /// not there.
  init?(_ name: String, _ chosen: [Int], of rows: PredictionRows) {
    self.name = name
    guard let column = Self.column(name, of: rows) else { return nil }
    for row in chosen {
      let (code, number) = (column.code(at: row), column.number(at: row))
      if code >= 0 {
        add(rows.attributeTexts[code], to: \.texts)
      } else if !number.isNaN {
        add(number, to: \.numbers)
      } else if unknown < 0 {
        unknown = Int32(count)
        count += 1
      }
    }
    if count < 2 { return nil }
  }

  private mutating func add<Value>(
    _ value: Value, to known: WritableKeyPath<Self, [Value: Int32]>
  ) {
    guard self[keyPath: known][value] == nil else { return }
    self[keyPath: known][value] = Int32(count)
    count += 1
  }

  private static func column(_ name: String, of rows: PredictionRows) -> AttributeColumn? {
    rows.attributeNames.all.firstIndex(of: name).map { rows.attributeColumns[$0] }
  }

  /// The number of the value that each of some rows has, −1 where it is none of these.
  func codes(_ chosen: [Int], of rows: PredictionRows) -> [Int32] {
    guard let column = Self.column(name, of: rows) else {
      return chosen.map { _ in unknown }
    }
    let known = rows.attributeTexts.all.map { texts[$0] ?? -1 }
    return chosen.map { row in
      let (code, number) = (column.code(at: row), column.number(at: row))
      if code >= 0 { return known[Int(code)] }
      return number.isNaN ? unknown : numbers[number] ?? -1
    }
  }
}
