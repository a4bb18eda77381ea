import Foundation

/// Numbers about the inputs of a row, brought to mean 0 and variance 1.
struct InputQuality: Codable, Hashable, Sendable {
  /// Names of row attributes that tell how good an input is, and whether they are counts.
  static let names: [(name: String, isCount: Bool)] = [
    ("signal_to_noise", false), ("face_share", false), ("num_words", true),
  ]

  /// One number that the rows had.
  struct Scale: Codable, Hashable, Sendable {
    let name: String
    let mean: Double
    let deviation: Double
    /// Whether the logarithm of 1 + the number is taken.
    let isCount: Bool
    /// Of the rows, the share that has it.
    let known: Double
  }

  let scales: [Scale]

  /// Learns from the rows; numbers that are the same in all of them tell nothing and are left out.
  init(of rows: [FusionRow]) {
    scales = Self.names.compactMap { name, isCount in
      let values = rows.compactMap { $0.attributes[name] }
        .map { isCount ? log1p(max($0, 0)) : $0 }
      guard !values.isEmpty else { return nil }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance =
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      let known = Double(values.count) / Double(rows.count)
      guard variance > 1e-12 * max(1, mean * mean) || known < 1 else { return nil }
      return Scale(
        name: name, mean: mean, deviation: variance > 0 ? variance.squareRoot() : 1,
        isCount: isCount, known: known)
    }
  }

  /// Two numbers a scale: how far from the mean, 0 where unknown; and 1 where unknown, less the
  /// share of the rows in which it was.
  func callAsFunction(_ row: FusionRow) -> [Double] {
    scales.flatMap { scale -> [Double] in
      guard let value = row.attributes[scale.name] else { return [0, scale.known] }
      let number = scale.isCount ? log1p(max(value, 0)) : value
      return [(number - scale.mean) / scale.deviation, scale.known - 1]
    }
  }

  /// Why what was read are no scales, or `nil` where they are.
  var problem: String? {
    scales.allSatisfy { $0.mean.isFinite && $0.deviation > 0 && $0.known.isFinite }
      ? nil : "a scale of the inputs' quality has no width"
  }
}
