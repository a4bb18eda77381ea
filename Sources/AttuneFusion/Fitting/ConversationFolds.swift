import AttuneCore

/// Parts of labelled rows for cross-validation: rows of one conversation are never in two parts.
struct ConversationFolds {
  /// How many parts there are where a caller does not say.
  static let usualCount = 5

  /// The rows of each part, in their order.
  let folds: [[Int]]

  /// Deals conversations out to the parts, class by class so that each part has its share of all.
  ///
  /// - Parameter count: How many parts, or as many as there are conversations if they are fewer.
  init(of rows: LabelledRows, count: Int = usualCount, seed: Int = 0) {
    var members: [Int: [Int]] = [:]
    var order: [Int] = []
    for (row, conversation) in rows.conversations.enumerated() {
      if members[conversation] == nil { order.append(conversation) }
      members[conversation, default: []].append(row)
    }
    var generator = SeededGenerator(seed)
    for place in order.indices.reversed() {
      order.swapAt(place, generator.index(below: place + 1))
    }
    let label = { (conversation: Int) in rows.labels[members[conversation]?.first ?? 0] }
    let dealt = (0..<rows.numClasses).flatMap { wanted in order.filter { label($0) == wanted } }
    var folds = [[Int]](repeating: [], count: max(1, min(count, order.count)))
    for (position, conversation) in dealt.enumerated() {
      folds[position % folds.count] += members[conversation] ?? []
    }
    self.folds = folds.map { $0.sorted() }
  }

  /// For each part: the rows outside it, and those in it.
  ///
  /// With a single conversation there is nothing to hold out, and the list is empty.
  var rounds: [(fitted: [Int], heldOut: [Int])] {
    guard folds.count > 1 else { return [] }
    return folds.indices.map { held in
      let others = folds.indices.filter { $0 != held }.flatMap { folds[$0] }
      return (others.sorted(), folds[held])
    }
  }
}
