import AttuneCore

/// Parts of labelled rows for cross-validation: rows of one speaker, or where speakers are unknown of
/// one conversation, are never in two parts.
///
/// A fusion that has learned how the models err on one voice has learned nothing of another.
struct GroupFolds {
  /// How many parts there are where a caller does not say.
  static let usualCount = 5

  /// The rows of each part, in their order.
  let folds: [[Int]]

  /// Deals groups out to the parts, class by class so that each part has its share of all, each to
  /// the part with the fewest rows.
  ///
  /// - Parameter count: How many parts, or as many as there are groups if they are fewer.
  init(of rows: LabelledRows, count: Int = usualCount, seed: Int = 0) {
    var members: [Int: [Int]] = [:]
    var order: [Int] = []
    for (row, group) in rows.groups.enumerated() {
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(row)
    }
    var generator = SeededGenerator(seed)
    for place in order.indices.reversed() {
      order.swapAt(place, generator.index(below: place + 1))
    }
    let label = { (group: Int) in rows.labels[members[group]?.first ?? 0] }
    let dealt = (0..<rows.numClasses).flatMap { wanted in order.filter { label($0) == wanted } }
    var folds = [[Int]](repeating: [], count: max(1, min(count, order.count)))
    for group in dealt {
      let smallest = folds.indices.min { folds[$0].count < folds[$1].count } ?? 0
      folds[smallest] += members[group] ?? []
    }
    self.folds = folds.map { $0.sorted() }
  }

  /// For each part: the rows outside it, and those in it.
  ///
  /// With a single group there is nothing to hold out, and the list is empty.
  var rounds: [(fitted: [Int], heldOut: [Int])] {
    guard folds.count > 1 else { return [] }
    return folds.indices.map { held in
      let others = folds.indices.filter { $0 != held }.flatMap { folds[$0] }
      return (others.sorted(), folds[held])
    }
  }
}
