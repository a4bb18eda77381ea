/// Collects items of one size into batches, holding back no more than a window of them.
///
/// A batch is never padded: what an encoder computes for an item then depends on nothing beside it.
struct EqualSizeBatches<Item> {
  let batchSize: Int
  /// The most items that wait for others of their size.
  let window: Int
  private var waiting: [Int: [(order: Int, item: Item)]] = [:]
  private var numWaiting = 0
  private var numAdded = 0

  init(batchSize: Int, window: Int) {
    self.batchSize = max(1, batchSize)
    self.window = max(0, window)
  }

  /// Takes an item; returns a batch that is to be encoded now, if there is one.
  mutating func add(_ item: Item, size: Int) -> [Item]? {
    waiting[size, default: []].append((numAdded, item))
    numAdded += 1
    numWaiting += 1
    if let items = waiting[size], items.count >= batchSize { return take(size) }
    return numWaiting > window ? next() : nil
  }

  /// The batch whose first item has waited longest; `nil` when none waits.
  mutating func next() -> [Item]? {
    let oldest = waiting.min { ($0.value.first?.order ?? 0) < ($1.value.first?.order ?? 0) }
    return oldest.flatMap { take($0.key) }
  }

  private mutating func take(_ size: Int) -> [Item]? {
    guard let items = waiting.removeValue(forKey: size) else { return nil }
    numWaiting -= items.count
    return items.map(\.item)
  }
}
