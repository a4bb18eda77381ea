/// Rows from the highest score to the lowest, as groups of equal scores.
struct RankedRows {
  /// Rows of one score.
  struct Group {
    let score: Float
    /// Rows that count as positive: of the class, or answered rightly.
    let numPositive: Int
    let numNegative: Int

    var count: Int { numPositive + numNegative }
  }

  let groups: [Group]
  let numPositive: Int
  let numNegative: Int

  /// Ranks rows.
  ///
  /// - Parameters:
  ///   - scores: Not negative and finite.
  ///   - isPositive: One a score.
  init(_ scores: [Float], isPositive: [Bool]) {
    // The bits of a number that is not negative grow with it, and leave one bit for the class.
    let keys = zip(scores, isPositive).map { score, positive in
      (score + 0).bitPattern << 1 | (positive ? 1 : 0)
    }
    var groups: [Group] = []
    var (numPositive, numNegative) = (0, 0)
    let sorted = Self.sorted(keys)
    var end = sorted.count
    while end > 0 {
      let score = sorted[end - 1] >> 1
      var start = end
      var positives = 0
      while start > 0, sorted[start - 1] >> 1 == score {
        start -= 1
        positives += Int(sorted[start] & 1)
      }
      groups.append(
        Group(
          score: Float(bitPattern: score), numPositive: positives,
          numNegative: end - start - positives))
      numPositive += positives
      numNegative += end - start - positives
      end = start
    }
    (self.groups, self.numPositive, self.numNegative) = (groups, numPositive, numNegative)
  }

  /// Radix sort, 11 bits at a time.
  private static func sorted(_ keys: [UInt32]) -> [UInt32] {
    var source = keys
    var target = keys
    for shift in stride(from: UInt32(0), through: 22, by: 11) {
      var places = [Int](repeating: 0, count: 2049)
      for key in source { places[Int(key >> shift & 2047) + 1] += 1 }
      for digit in 0..<2048 { places[digit + 1] += places[digit] }
      for key in source {
        let digit = Int(key >> shift & 2047)
        target[places[digit]] = key
        places[digit] += 1
      }
      swap(&source, &target)
    }
    return source
  }
}
