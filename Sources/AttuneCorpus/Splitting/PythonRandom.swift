/// The random numbers of Python's `random` module, so that a split can be repeated exactly.
///
/// Source: Matsumoto and Nishimura 1998 (MT19937); seeding by `init_by_array` and drawing below a
/// bound by rejected bits, as CPython does.
struct PythonRandom {
  private var state = [UInt32](repeating: 0, count: 624)
  private var index = 624

  /// As `random.seed(seed)` with an integer.
  init(seed: UInt32) {
    state[0] = 19_650_218
    for i in 1..<624 {
      state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i)
    }
    var i = 1
    for _ in 0..<624 {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ seed
      i += 1
      if i == 624 { (state[0], i) = (state[623], 1) }
    }
    for _ in 0..<623 {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i == 624 { (state[0], i) = (state[623], 1) }
    }
    state[0] = 0x8000_0000
  }

  /// As `random.shuffle(list)`.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, below(UInt32(last + 1)))
    }
  }

  private mutating func below(_ bound: UInt32) -> Int {
    let bits = UInt32.bitWidth - bound.leadingZeroBitCount
    var value = next() >> UInt32(32 - bits)
    while value >= bound { value = next() >> UInt32(32 - bits) }
    return Int(value)
  }

  private mutating func next() -> UInt32 {
    if index == 624 { twist() }
    var value = state[index]
    index += 1
    value ^= value >> 11
    value ^= (value << 7) & 0x9D2C_5680
    value ^= (value << 15) & 0xEFC6_0000
    return value ^ (value >> 18)
  }

  private mutating func twist() {
    for i in 0..<624 {
      let bits = (state[i] & 0x8000_0000) | (state[(i + 1) % 624] & 0x7FFF_FFFF)
      state[i] = state[(i + 397) % 624] ^ (bits >> 1) ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    index = 0
  }
}
