/// One attribute of all rows of a table: a row has a text, a number or neither.
///
/// Either array is empty where no row has a value of its kind.
struct AttributeColumn: Sendable {
  /// NaN where the row has no number.
  private(set) var numbers: [Double] = []
  /// Codes of the texts, −1 where the row has none.
  private(set) var codes: [Int32] = []
  private var count: Int

  /// A column in which no row has a value.
  init(count: Int) { self.count = count }

  /// Whether any row has a text.
  var hasTexts: Bool { !codes.isEmpty }

  /// The number of a row, NaN where it has none.
  func number(at row: Int) -> Double { numbers.isEmpty ? .nan : numbers[row] }

  /// The text's code of a row, −1 where it has none.
  func code(at row: Int) -> Int32 { codes.isEmpty ? -1 : codes[row] }

  mutating func clear(at row: Int) {
    if !codes.isEmpty { codes[row] = -1 }
    if !numbers.isEmpty { numbers[row] = .nan }
  }

  mutating func set(number: Double, at row: Int) {
    if numbers.isEmpty { numbers = Array(repeating: .nan, count: count) }
    numbers[row] = number
  }

  mutating func set(code: Int32, at row: Int) {
    if codes.isEmpty { codes = Array(repeating: -1, count: count) }
    codes[row] = code
  }

  /// Adds rows without a value.
  mutating func grow(by more: Int) {
    if !numbers.isEmpty { numbers.append(contentsOf: repeatElement(.nan, count: more)) }
    if !codes.isEmpty { codes.append(contentsOf: repeatElement(-1, count: more)) }
    count += more
  }

  /// Takes over the values of `other` for the rows from `start` on.
  ///
  /// - Parameter known: For each code of `other`, the code here.
  mutating func replace(from start: Int, with other: AttributeColumn, codes known: [Int32]) {
    for (row, number) in other.numbers.enumerated() where !number.isNaN {
      set(number: number, at: start + row)
    }
    for (row, code) in other.codes.enumerated() where code >= 0 {
      set(code: known[Int(code)], at: start + row)
    }
  }
}
