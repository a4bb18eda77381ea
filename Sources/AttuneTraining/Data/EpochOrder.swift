import AttuneCore

/// Which turns an epoch shows, in which order.
public enum EpochOrder {
  /// Draws the order of one epoch.
  ///
  /// - Parameters:
  ///   - labels: the class of each turn.
  ///   - sampling: `shuffled` shows each turn once; `balanced` draws as many turns, each class as
  ///     often as the next, a class's turns all once before one of them comes again.
  ///   - seed: the run's seed.
  ///   - epoch: the epoch, from 0; each has its own order.
  /// - Returns: indices into `labels`, as many as there are labels.
  public static func indices(
    labels: [Int], sampling: TrainingConfiguration.Sampling, seed: Int, epoch: Int
  ) -> [Int] {
    var generator = SeededGenerator(seed, epoch, 1)
    switch sampling {
    case .shuffled:
      return labels.indices.shuffled(using: &generator)
    case .balanced:
      let byClass = Dictionary(grouping: labels.indices) { labels[$0] }
        .sorted { $0.key < $1.key }.map(\.value)
      var decks = byClass.map { $0.shuffled(using: &generator) }
      var order: [Int] = []
      while order.count < labels.count {
        // One round draws every class once, in a new order, so a batch holds as many classes as
        // it has room for.
        for classIndex in decks.indices.shuffled(using: &generator) {
          if decks[classIndex].isEmpty {
            decks[classIndex] = byClass[classIndex].shuffled(using: &generator)
          }
          order.append(decks[classIndex].removeLast())
        }
      }
      return Array(order.prefix(labels.count))
    }
  }
}
