import Foundation

/// A small seeded generator (xoshiro256**), whose numbers never change between Swift versions.
///
/// The standard library's `shuffled` and `random(in:)` promise no fixed sequence, so every draw that
/// shapes a corpus goes through the methods below. Streams are named by a path, so that one
/// conversation's numbers do not depend on how many were drawn for another.
///
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018.
struct SeededRandom: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// A stream of `seed` that is named by `path`.
  init(seed: UInt64, path: String...) {
    // FNV-1a over the path, with a separator so that ("a", "b") is not ("ab").
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in path {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x0000_0100_0000_01b3
    }
    var mixer = seed &* 0x9e37_79b9_7f4a_7c15 ^ hash
    func next() -> UInt64 {  // SplitMix64
      mixer &+= 0x9e37_79b9_7f4a_7c15
      var z = mixer
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    state = (next(), next(), next(), next())
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    let multiplied = state.1 &* 5
    let result = ((multiplied << 7) | (multiplied >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number in 0 ..< 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in `range`, evenly spread.
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A number from the normal distribution, cut at three deviations.
  mutating func normal(_ mean: Double = 0, _ deviation: Double = 1) -> Double {
    let radius = (-2 * log(1 - unit())).squareRoot()
    return mean + deviation * min(max(radius * cos(2 * Double.pi * unit()), -3), 3)
  }

  /// An integer in 0 ..< `count`; 0 when `count` is 0.
  mutating func index(below count: Int) -> Int {
    count > 0 ? Int((unit() * Double(count)).rounded(.down)) : 0
  }

  /// `true` with the given probability.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// One of `items`, each equally likely; `fallback` when there are none.
  mutating func pick<Item>(_ items: [Item], else fallback: Item) -> Item {
    let place = index(below: items.count)
    return items.isEmpty ? fallback : items[place]
  }

  /// One of `items` in proportion to its weight; `fallback` when there are none.
  mutating func pick<Item>(weighted items: [(Item, Double)], else fallback: Item) -> Item {
    var rest = unit() * items.reduce(0) { $0 + $1.1 }
    for (item, weight) in items {
      rest -= weight
      if rest < 0 { return item }
    }
    return items.last?.0 ?? fallback
  }

  /// `items` in an order drawn from this stream (Fisher–Yates).
  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var result = items
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, index(below: last + 1))
    }
    return result
  }
}
