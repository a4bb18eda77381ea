/// The scores of one group of rows; NaN where the group has no row.
struct GroupScore: Sendable {
  let numRows: Int
  let accuracy: Double
  /// Mean recall of the classes that the group has.
  let recall: Double

  /// The scores of all groups.
  ///
  /// - Parameter counts: By group, class and whether the answer is wrong or right, `[G × K × 2]`.
  static func all(_ counts: [Int], numClasses: Int) -> [GroupScore] {
    stride(from: 0, to: counts.count, by: numClasses * 2).map { start in
      var (total, correct, recalls, numPresent) = (0, 0, 0.0, 0)
      for place in stride(from: start, to: start + numClasses * 2, by: 2) {
        let support = counts[place] + counts[place + 1]
        guard support > 0 else { continue }
        total += support
        correct += counts[place + 1]
        recalls += Double(counts[place + 1]) / Double(support)
        numPresent += 1
      }
      return GroupScore(
        numRows: total, accuracy: total == 0 ? .nan : Double(correct) / Double(total),
        recall: total == 0 ? .nan : recalls / Double(numPresent))
    }
  }
}
