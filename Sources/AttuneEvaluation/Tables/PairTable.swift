/// Where each pair of numbers was first seen: a hash table of plain numbers.
struct PairTable {
  /// The pair and its position in each slot; a slot without a position is free.
  private var pairs: [UInt64]
  private var positions: [Int32]

  /// Room for `capacity` pairs, which must not be exceeded.
  init(capacity: Int) {
    var numSlots = 16
    while numSlots < capacity * 2 { numSlots *= 2 }
    pairs = Array(repeating: 0, count: numSlots)
    positions = Array(repeating: -1, count: numSlots)
  }

  /// Remembers a pair; returns the position of an equal one that was there before.
  mutating func insert(_ pair: UInt64, position: Int) -> Int? {
    let mask = pairs.count - 1
    // The finalizer of MurmurHash3: every bit of the pair reaches the lower ones.
    var hash = pair
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 33)) & mask
    while positions[slot] >= 0 {
      if pairs[slot] == pair { return Int(positions[slot]) }
      slot = (slot + 1) & mask
    }
    pairs[slot] = pair
    positions[slot] = Int32(position)
    return nil
  }

  /// Two codes as one number.
  static func pair(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }
}
