import AttuneCore

/// Whether two splits have the same shares of the classes, or of the label words.
///
/// Pearson's chi-square test; what is too rare for it, expected less than five times in one of the
/// splits, counts together.
public struct ClassShift: Codable, Sendable, Equatable {
  /// What was counted.
  public enum Counting: String, Codable, Sendable {
    case classes, words
  }

  /// The split that is measured.
  public var measured: Split
  /// The split that it is compared with.
  public var other: Split
  /// What was counted.
  public var counting: Counting
  /// Pearson's statistic.
  public var chiSquare: Double
  /// Its degrees of freedom; 0 where nothing can be compared.
  public var degreesOfFreedom: Int
  /// How likely chance alone gives as much.
  public var pValue: Double
  /// How strong the difference is whatever the counts are: Cramér's V, 0…1.
  public var effect: Double
  /// Names that occur in the measured split and never in the other, in alphabetical order.
  public var unseen: [String]

  enum CodingKeys: String, CodingKey {
    case measured, other, counting
    case chiSquare = "chi_square"
    case degreesOfFreedom = "degrees_of_freedom"
    case pValue = "p_value"
    case effect, unseen
  }

  /// Compares the names of two splits.
  init(
    _ pair: SplitPair, counting: Counting, measured: [String], other: [String]
  ) {
    func counts(_ names: [String]) -> [String: Int] {
      names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    let (first, second) = (counts(measured), counts(other))
    let total = Double(measured.count + other.count)
    let shares = [Double(measured.count), Double(other.count)].map { $0 / max(1, total) }
    var columns: [[Double]] = []
    var rare = [0.0, 0.0]
    for name in Set(measured + other).sorted() {
      let column = [Double(first[name] ?? 0), Double(second[name] ?? 0)]
      let sum = column[0] + column[1]
      if (shares.min() ?? 0) * sum < 5 {
        rare = [rare[0] + column[0], rare[1] + column[1]]
      } else {
        columns.append(column)
      }
    }
    if rare[0] + rare[1] > 0 { columns.append(rare) }
    var statistic = 0.0
    for column in columns {
      for (observed, share) in zip(column, shares) where share > 0 {
        let expected = (column[0] + column[1]) * share
        statistic += (observed - expected) * (observed - expected) / expected
      }
    }
    let isComparable = columns.count > 1 && !measured.isEmpty && !other.isEmpty
    (self.measured, self.other) = (pair.measured, pair.other)
    self.counting = counting
    chiSquare = statistic
    degreesOfFreedom = isComparable ? columns.count - 1 : 0
    pValue = TailProbability.chiSquare(statistic, degreesOfFreedom: degreesOfFreedom)
    effect = (statistic / max(1, total)).squareRoot()
    unseen = first.keys.filter { second[$0] == nil }.sorted()
  }
}
