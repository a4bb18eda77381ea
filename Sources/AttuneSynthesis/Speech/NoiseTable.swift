/// White noise that is drawn once and read at many places: a draw a sample would be slow.
enum NoiseTable {
  /// 2¹⁶ samples of unit variance.
  static let samples: [Float] = {
    var random = SeededRandom(seed: 1, path: "noise")
    return (0..<65_536).map { _ in
      // Four even draws are near enough to a normal one for the ear.
      let bits = random.next()
      var sum: Float = -2
      for part in 0..<4 { sum += Float((bits >> (16 * UInt64(part))) & 0xffff) / 65_535 }
      return sum * 1.732
    }
  }()
}
