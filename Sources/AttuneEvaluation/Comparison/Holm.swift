/// The correction for several tests at once (Holm 1979).
public enum Holm {
  /// Probabilities corrected so that all tests together err as rarely as one alone.
  ///
  /// - Parameter pValues: Of tests of one family, in any order.
  /// - Returns: The corrected ones in the same order, at most 1.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
      largest = max(largest, Double(pValues.count - rank) * pValues[index])
      adjusted[index] = min(1, largest)
    }
    return adjusted
  }
}
