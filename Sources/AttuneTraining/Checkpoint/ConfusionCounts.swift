/// Counts of `[truth][prediction]` that are still being made.
enum ConfusionCounts {
  /// Counts before anything is counted.
  static func zeros(_ numClasses: Int) -> [[Int]] {
    [[Int]](repeating: [Int](repeating: 0, count: numClasses), count: numClasses)
  }

  /// Adds counts of the same classes.
  static func add(_ counts: [[Int]], to sums: inout [[Int]]) {
    for (truth, row) in counts.enumerated() {
      for (prediction, count) in row.enumerated() { sums[truth][prediction] += count }
    }
  }
}
