import AttuneCore

/// Which turns an epoch shows, in which order.
public enum EpochOrder {
  /// Draws the order of one epoch.
  ///
  /// - Parameters:
  ///   - labels: the class of each turn.
  ///   - sampling: `shuffled` shows each turn once; `balanced` draws as many turns, each class as
  ///     often as the next; `squareRoot` draws as many, each class as often as the root of its count
  ///     says (as Mikolov et al. 2013 and Mahajan et al. 2018, arXiv:1805.00932, draw words and
  ///     tags). A class's turns all come once before one of them comes again.
  ///   - seed: the run's seed.
  ///   - epoch: the epoch, from 0; each has its own order.
  /// - Returns: indices into `labels`, as many as there are labels.
  public static func indices(
    labels: [Int], sampling: TrainingConfiguration.Sampling, seed: Int, epoch: Int
  ) -> [Int] {
    var generator = SeededGenerator(seed, epoch, 1)
    guard sampling != .shuffled else { return labels.indices.shuffled(using: &generator) }
    let byClass = Dictionary(grouping: labels.indices) { labels[$0] }
      .sorted { $0.key < $1.key }.map(\.value)
    var decks = Decks(byClass, using: &generator)
    var order: [Int] = []
    if sampling == .balanced {
      while order.count < labels.count {
        // One round draws every class once, in a new order, so a batch holds as many classes as
        // it has room for.
        for classIndex in byClass.indices.shuffled(using: &generator) {
          order.append(decks.draw(classIndex, using: &generator))
        }
      }
      return Array(order.prefix(labels.count))
    }
    let draws = draws(byClass.map { Double($0.count).squareRoot() }, total: labels.count)
    for (classIndex, count) in draws.enumerated() {
      for _ in 0..<count { order.append(decks.draw(classIndex, using: &generator)) }
    }
    return order.shuffled(using: &generator)
  }

  /// Whole numbers in the proportion of the shares that sum to `total`; what rounding leaves goes to
  /// the largest remainders.
  static func draws(_ shares: [Double], total: Int) -> [Int] {
    let sum = shares.reduce(0, +)
    guard sum > 0 else { return shares.map { _ in 0 } }
    let exact = shares.map { $0 / sum * Double(total) }
    var counts = exact.map { Int($0.rounded(.down)) }
    let missing = total - counts.reduce(0, +)
    let order = exact.indices.sorted {
      (Double(counts[$0]) - exact[$0], $0) < (Double(counts[$1]) - exact[$1], $1)
    }
    for index in order.prefix(max(0, missing)) { counts[index] += 1 }
    return counts
  }

  /// Sorts the turns of an order into batches of similar length, and the batches at random.
  ///
  /// Lengths are sorted only within stretches of ``stretch`` batches, so that a batch is drawn anew
  /// in every epoch.
  ///
  /// - Parameters:
  ///   - order: indices into `lengths`.
  ///   - lengths: how long each turn is, in any unit.
  ///   - batchSize: turns of a batch; what does not fill one stays at the end.
  static func bucketed(
    _ order: [Int], lengths: [Int], batchSize: Int, seed: Int, epoch: Int
  ) -> [Int] {
    var generator = SeededGenerator(seed, epoch, 4)
    var batches: [[Int]] = []
    for part in order.chunks(of: batchSize * stretch) {
      // Ties are broken by the drawn place: sorting alone keeps no order of equals.
      let sorted = part.enumerated().sorted {
        (lengths[$0.element], $0.offset) < (lengths[$1.element], $1.offset)
      }
      batches += sorted.map(\.element).chunks(of: batchSize)
    }
    let short = batches.last.flatMap { $0.count < batchSize ? $0 : nil }
    if short != nil { batches.removeLast() }
    batches.shuffle(using: &generator)
    return batches.flatMap { $0 } + (short ?? [])
  }

  /// Batches among which turns of similar length are sought.
  static let stretch = 50

  /// The turns of each class, drawn without replacement until none is left, then anew.
  private struct Decks {
    private let byClass: [[Int]]
    private var decks: [[Int]]

    init(_ byClass: [[Int]], using generator: inout SeededGenerator) {
      self.byClass = byClass
      decks = byClass.map { $0.shuffled(using: &generator) }
    }

    mutating func draw(_ classIndex: Int, using generator: inout SeededGenerator) -> Int {
      if decks[classIndex].isEmpty {
        decks[classIndex] = byClass[classIndex].shuffled(using: &generator)
      }
      return decks[classIndex].removeLast()
    }
  }
}
