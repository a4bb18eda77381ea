extension SeededGenerator {
  /// A number in 0..<1, one of 2⁵³ equally likely ones.
  ///
  /// The standard library may change how it makes a `Double` of random bits; this never does, so a
  /// seed means the same after an update.
  @inlinable
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// True with the given probability; never for 0, always for 1.
  public mutating func happens(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// A number in 0..<count; 0 where `count` is below 1.
  public mutating func index(below count: Int) -> Int {
    max(0, min(count - 1, Int(uniform() * Double(count))))
  }
}
