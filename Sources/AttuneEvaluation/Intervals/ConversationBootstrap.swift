import AttuneCore

/// Counts in resamples of conversations.
///
/// A row of a table falls into a cell, as *truly sad, answered happy*, and a figure is made of how
/// many rows there are in each. Conversations with the same rows are of one kind: how often the
/// common kinds are drawn is one binomial number each, only the rare ones are drawn one by one. So
/// a resample of a million short conversations costs microseconds, and is the very distribution.
struct ConversationBootstrap: Sendable {
  /// Rows of one cell in conversations of one kind.
  private struct Entry {
    let kind: Int32
    let count: Int32
  }

  /// How many conversations there are.
  let numConversations: Int
  private let numCells: Int
  private let numKinds: Int
  /// How many conversations are of each of the common kinds, which are the first ones.
  private let commonSizes: [Int]
  /// The kind of every other conversation.
  private let rare: [Int32]
  /// By cell, in the order of the kinds.
  private let entries: [Entry]
  /// Where the entries of each cell begin; one more than cells.
  private let starts: [Int]

  /// From how many conversations on a kind is drawn as a whole.
  private static let commonSize = 48

  /// Sorts conversations into kinds.
  ///
  /// - Parameters:
  ///   - cells: The cell of each row, 0..<`numCells`. A row may be given several times, with a cell
  ///     for each of several tables.
  ///   - conversations: The conversation of each.
  init(cells: [Int32], conversations: [Int32], numCells: Int) {
    self.numCells = numCells
    let groups = CellGroups(cells: cells, conversations: conversations)
    numConversations = groups.kinds.count
    numKinds = groups.cellsOfKind.count
    var sizes = [Int](repeating: 0, count: numKinds)
    for kind in groups.kinds { sizes[Int(kind)] += 1 }
    // Common kinds first, each group in the order of appearance.
    let order =
      sizes.indices.filter { sizes[$0] >= Self.commonSize }
      + sizes.indices.filter { sizes[$0] < Self.commonSize }
    let numCommon = sizes.count { $0 >= Self.commonSize }
    commonSizes = order.prefix(numCommon).map { sizes[$0] }
    var places = [Int32](repeating: 0, count: numKinds)
    for (place, kind) in order.enumerated() { places[kind] = Int32(place) }
    rare = groups.kinds.lazy.map { places[Int($0)] }.filter { Int($0) >= numCommon }
    (entries, starts) = Self.entries(order.map { groups.cellsOfKind[$0] }, numCells: numCells)
  }

  private static func entries(
    _ cellsOfKind: [ArraySlice<Int32>], numCells: Int
  ) -> ([Entry], [Int]) {
    var byCell = [[Entry]](repeating: [], count: numCells)
    for (kind, cells) in cellsOfKind.enumerated() {
      var index = cells.startIndex
      while index < cells.endIndex {
        var end = index
        while end < cells.endIndex, cells[end] == cells[index] { end += 1 }
        byCell[Int(cells[index])].append(
          Entry(kind: Int32(kind), count: Int32(end - index)))
        index = end
      }
    }
    var starts = [0]
    for entries in byCell { starts.append(starts[starts.count - 1] + entries.count) }
    return (byCell.flatMap { $0 }, starts)
  }

  /// What `body` makes of the counts in each resample, in the order of the resamples.
  ///
  /// - Parameter body: Gets how many rows are in each cell, and the resample's generator.
  func map<Result: Sendable>(
    _ resampling: Resampling,
    _ body: @Sendable (_ counts: [Int], _ random: inout SeededGenerator) -> Result
  ) -> [Result] {
    let batch = 50
    let numBatches = (max(0, resampling.numResamples) + batch - 1) / batch
    return Parallel.map(numBatches) { index in
      let range = index * batch..<min((index + 1) * batch, resampling.numResamples)
      var weights = [Int32](repeating: 0, count: numKinds)
      return range.map { resample in
        var random = SeededGenerator(resampling.seed, resample)
        draw(&weights, &random)
        return body(counts(weights), &random)
      }
    }.flatMap { $0 }
  }

  /// Draws how often each kind is there.
  private func draw(_ weights: inout [Int32], _ random: inout SeededGenerator) {
    var (remaining, pool) = (numConversations, numConversations)
    for (kind, size) in commonSizes.enumerated() {
      let drawn = random.binomial(remaining, Double(size) / Double(pool))
      weights[kind] = Int32(drawn)
      remaining -= drawn
      pool -= size
    }
    guard !rare.isEmpty else { return }
    weights.withUnsafeMutableBufferPointer { weights in
      rare.withUnsafeBufferPointer { rare in
        for kind in commonSizes.count..<numKinds { weights[kind] = 0 }
        // Half a number is enough: a share is off by less than conversations ÷ 2³².
        let count = UInt64(rare.count)
        func add(_ bits: UInt64) {
          weights[Int(rare[Int(truncatingIfNeeded: (bits &* count) >> 32)])] &+= 1
        }
        for _ in 0..<remaining / 2 {
          let bits = random.next()
          add(bits >> 32)
          add(bits & 0xffff_ffff)
        }
        if remaining % 2 == 1 { add(random.next() >> 32) }
      }
    }
  }

  private func counts(_ weights: [Int32]) -> [Int] {
    weights.withUnsafeBufferPointer { weights in
      entries.withUnsafeBufferPointer { entries in
        (0..<numCells).map { cell in
          var sum = 0
          for index in starts[cell]..<starts[cell + 1] {
            let entry = entries[index]
            sum &+= Int(weights[Int(entry.kind)]) &* Int(entry.count)
          }
          return sum
        }
      }
    }
  }
}
