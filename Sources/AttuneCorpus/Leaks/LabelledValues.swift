import AttuneCore

/// The values of one field beside the labels, as numbers, and what the one tells of the other.
struct LabelledValues {
  /// The name of each value.
  let names: [String]
  /// The value of each record.
  let values: [Int]
  /// How many records have one at all.
  let present: Int
  /// What counts as a value.
  let reading: FieldTell.Reading
  static let numFolds = 5
  private static let absent = "absent"
  private static let numRanges = 16
  private static let smallestRange = 25

  /// Numbers the values; numbers are put into ranges of equally many records, ties together.
  ///
  /// `nil` where no record has a value.
  init?(_ read: [FieldValue?]) {
    let numbers = read.compactMap { value -> Double? in
      if case .number(let number)? = value, number.isFinite { number } else { nil }
    }
    let ranges = Self.ranges(numbers)
    self.init(
      names: read.map { value in
        switch value {
        case .name(let name): name
        case .number(let number) where number.isFinite:
          ranges.last { $0.lowerBound <= number }.map(Self.name)
        // An id may read as a number without being one: "nan", "1e999".
        case .number(let number): String(number)
        case nil: nil
        }
      }, reading: numbers.isEmpty ? .value : .range)
  }

  /// Numbers names; those that are `nil` count as one more.
  init?(names read: [String?], reading: FieldTell.Reading) {
    present = read.count { $0 != nil }
    guard present > 0 else { return nil }
    let all = read.map { $0 ?? Self.absent }
    let names = Set(all).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.names = names
    self.reading = reading
    values = all.map { numbers[$0] ?? 0 }
  }

  private static func ranges(_ numbers: [Double]) -> [ClosedRange<Double>] {
    let sorted = numbers.sorted()
    let size = max(smallestRange, (sorted.count + numRanges - 1) / numRanges)
    var ranges: [ClosedRange<Double>] = []
    var start = 0
    while start < sorted.count {
      var end = min(start + size, sorted.count)
      while end < sorted.count, sorted[end] == sorted[end - 1] { end += 1 }
      if sorted.count - end < smallestRange, sorted[sorted.count - 1] != sorted[end - 1] {
        end = sorted.count
      }
      ranges.append(sorted[start]...sorted[end - 1])
      start = end
    }
    return ranges
  }

  private static func name(_ range: ClosedRange<Double>) -> String {
    func digits(_ number: Double) -> String {
      let rounded = (number * 1000).rounded() / 1000
      return rounded == rounded.rounded() && abs(rounded) < 1e15
        ? String(Int(rounded)) : String(rounded)
    }
    let (low, high) = (digits(range.lowerBound), digits(range.upperBound))
    return low == high ? low : "\(low)…\(high)"
  }
}
