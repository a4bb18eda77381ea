/// What each of a few players adds to a game, averaged over all orders of joining (Shapley 1953).
enum ShapleyValues {
  /// The exact values; they sum to the worth of all players minus that of none.
  ///
  /// - Parameters:
  ///   - count: players, at most 16, as every subset is asked for once.
  ///   - worth: of a subset, the players' bits set.
  static func of(_ count: Int, worth: (Int) throws -> Double) rethrows -> [Double] {
    let worths = try (0..<1 << count).map(worth)
    let factorials = (0...count).reduce(into: [Double]()) {
      $0.append($1 == 0 ? 1 : ($0.last ?? 1) * Double($1))
    }
    return (0..<count).map { player in
      worths.indices.filter { $0 >> player & 1 == 0 }.reduce(0) { sum, others in
        let size = others.nonzeroBitCount
        let orders = factorials[size] * factorials[count - size - 1] / factorials[count]
        return sum + orders * (worths[others | 1 << player] - worths[others])
      }
    }
  }
}
