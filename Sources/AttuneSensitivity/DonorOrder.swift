import AttuneCore

/// Which conversation gives its part to which: everyone gives once, and nobody to themselves.
struct DonorOrder {
  /// All places in the drawn order.
  let cycle: [Int]
  /// For each conversation the place of its donor; its own place where it is alone.
  let donors: [Int]

  /// Draws an order: one cycle through all conversations.
  ///
  /// - Parameters:
  ///   - count: how many conversations there are.
  ///   - repetition: orders of different repetitions are drawn apart.
  init(count: Int, seed: Int, repetition: Int) {
    var generator = SeededGenerator(seed, repetition, 5)
    var cycle = Array(0..<count)
    // Fisher and Yates; written out, since the library's shuffle may change with its version.
    for place in stride(from: count - 1, to: 0, by: -1) {
      cycle.swapAt(place, generator.index(below: place + 1))
    }
    var donors = Array(0..<count)
    for (place, index) in cycle.enumerated() { donors[index] = cycle[(place + 1) % count] }
    (self.cycle, self.donors) = (cycle, donors)
  }
}
