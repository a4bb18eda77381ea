import AttuneCore
import Foundation

/// The labelled rows of a table, parted by one attribute.
struct RowGroups {
  /// Name of the attribute.
  let attribute: String
  /// Names of the groups, in their order.
  private(set) var names: [String]
  /// The group of each labelled row.
  private(set) var groups: [Int32]

  /// Attributes with more different texts have the rest in a group of their own.
  static let maximumTexts = 12
  /// Numbers with more different values are cut at their quartiles.
  static let maximumNumbers = 8

  /// Parts rows by which of them have a modality; `nil` where all are alike.
  init?(_ modality: Modality, _ rows: LabelledRows, of table: PredictionTable) {
    attribute = "has_\(modality.rawValue)"
    names = ["yes", "no"]
    groups = rows.rows.map { table.rows.modalityBits[$0] & modality.bit != 0 ? 0 : 1 }
    if Set(groups).count < 2 { return nil }
  }

  /// Parts rows by an attribute; `nil` where no row has it or all are alike.
  init?(code: Int, _ rows: LabelledRows, of table: PredictionTable) {
    attribute = table.rows.attributeNames[Int32(code)]
    let column = table.rows.attributeColumns[code]
    let numbers = rows.rows.map { column.number(at: $0) }
    let texts = rows.rows.map { column.code(at: $0) }
    (names, groups) = ([], Array(repeating: -1, count: rows.count))
    addTexts(texts, table.rows.attributeTexts)
    addNumbers(numbers)
    addRest()
    if names.count < 2 { return nil }
  }

  /// The most frequent texts, in alphabetical order.
  private mutating func addTexts(_ codes: [Int32], _ texts: InternedStrings) {
    var counts: [Int32: Int] = [:]
    for code in codes where code >= 0 { counts[code, default: 0] += 1 }
    let frequent = counts.sorted { ($0.value, texts[$1.key]) > ($1.value, texts[$0.key]) }
      .prefix(counts.count > Self.maximumTexts ? Self.maximumTexts - 1 : counts.count)
      .map(\.key).sorted { texts[$0] < texts[$1] }
    var places: [Int32: Int32] = [:]
    for code in frequent {
      places[code] = Int32(names.count)
      names.append(texts[code])
    }
    let others = Int32(names.count)
    if counts.count > frequent.count {
      names.append("\(counts.count - frequent.count) others")
    }
    for (row, code) in codes.enumerated() where code >= 0 { groups[row] = places[code] ?? others }
  }

  /// A group for each number where they are few, else four of about equal size.
  private mutating func addNumbers(_ numbers: [Double]) {
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    guard let largest = sorted.last else { return }
    let start = names.count
    let distinct = Set(sorted)
    var upper: [Double]
    if distinct.count <= Self.maximumNumbers {
      upper = distinct.sorted()
      names += upper.map(Self.text)
    } else {
      // Equal quartiles are one cut; a cut at the largest number leaves nothing above it.
      upper = Set([0.25, 0.5, 0.75].map { Interval.quantile($0, of: sorted) }).sorted()
        .filter { $0 < largest }
      upper.append(largest)
      for (index, end) in upper.enumerated() {
        names.append(
          index == 0 ? "≤ \(Self.text(end))" : "\(Self.text(upper[index - 1])) – \(Self.text(end))")
      }
    }
    for (row, number) in numbers.enumerated() where !number.isNaN {
      groups[row] = Int32(start + (upper.firstIndex { number <= $0 } ?? upper.count - 1))
    }
  }

  private mutating func addRest() {
    guard groups.contains(-1) else { return }
    let unknown = Int32(names.count)
    names.append("unknown")
    for row in groups.indices where groups[row] < 0 { groups[row] = unknown }
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(format: "%.3g", number)
  }
}
