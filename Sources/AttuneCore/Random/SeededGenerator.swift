/// SplitMix64: a small seeded generator whose streams are named by numbers.
///
/// Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators".
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  /// Creates the generator of one stream; equal numbers give equal streams.
  public init(_ stream: Int...) {
    state = 0
    for number in stream { state = Self.mix(state &+ UInt64(bitPattern: Int64(number))) }
  }

  /// The next number.
  @inlinable
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  @inlinable
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
