import AttuneCore

/// The directions in which vectors differ most, each scaled so that its numbers have variance 1.
///
/// Found by orthogonal iteration (Golub and Van Loan, *Matrix computations*, section 8.2) on at most
/// ``maximumRows`` rows, evenly chosen; the same rows give the same directions.
struct PrincipalComponents: Codable, Hashable, Sendable {
  static let maximumRows = 1000
  private static let numIterations = 30

  /// `[H]`, subtracted first.
  let mean: [Double]
  /// `[R][H]`, each scaled for scores of variance 1.
  let directions: [[Double]]

  /// - Parameters:
  ///   - vectors: `[n][H]`, all of one length.
  ///   - count: how many directions at most.
  init(of vectors: [[Float]], count: Int) {
    let step = max(1, (vectors.count + Self.maximumRows - 1) / Self.maximumRows)
    let chosen = stride(from: 0, to: vectors.count, by: step).map { vectors[$0].map(Double.init) }
    let size = chosen.first?.count ?? 0
    var mean = [Double](repeating: 0, count: size)
    for vector in chosen { for index in 0..<size { mean[index] += vector[index] } }
    mean = mean.map { $0 / Double(max(chosen.count, 1)) }
    let centred = chosen.map { vector in zip(vector, mean).map { $0 - $1 } }
    var generator = SeededGenerator(3)
    var directions = (0..<min(count, size, max(chosen.count - 1, 0))).map { _ in
      (0..<size).map { _ in generator.uniform() - 0.5 }
    }
    directions = Self.orthonormal(directions)
    var variances = directions.map { _ in 0.0 }
    for _ in 0..<Self.numIterations {
      var sums = directions.map { _ in [Double](repeating: 0, count: size) }
      variances = directions.map { _ in 0 }
      for vector in centred {
        for (place, direction) in directions.enumerated() {
          let score = Self.dot(vector, direction)
          variances[place] += score * score / Double(chosen.count)
          for index in 0..<size { sums[place][index] += score * vector[index] }
        }
      }
      let next = Self.orthonormal(sums)
      // Data of a lower rank have fewer directions than were asked for.
      if next.count < directions.count {
        directions = next
        variances = Array(variances.prefix(next.count))
      } else {
        directions = next
      }
    }
    self.mean = mean
    let greatest = variances.max() ?? 0
    self.directions = zip(directions, variances).compactMap { direction, variance in
      guard variance > 1e-9 * greatest, variance > 0 else { return nil }
      // A direction has no sign of its own: its largest part is taken to be positive.
      let largest = direction.max { abs($0) < abs($1) } ?? 1
      let scale = (largest < 0 ? -1 : 1) / variance.squareRoot()
      return direction.map { $0 * scale }
    }
  }

  /// Where a vector lies along each direction, `[R]`.
  func callAsFunction(_ vector: [Float]) -> [Double] {
    let centred = zip(vector, mean).map { Double($0) - $1 }
    return directions.map { Self.dot($0, centred) }
  }

  /// Gram and Schmidt's process, twice over for its rounding; leaves out what depends on others.
  private static func orthonormal(_ vectors: [[Double]]) -> [[Double]] {
    var basis: [[Double]] = []
    for var vector in vectors {
      let before = dot(vector, vector).squareRoot()
      for _ in 0..<2 {
        for other in basis {
          let share = dot(vector, other)
          for index in vector.indices { vector[index] -= share * other[index] }
        }
      }
      let length = dot(vector, vector).squareRoot()
      guard length > 1e-10 * before, length > 0 else { continue }
      basis.append(vector.map { $0 / length })
    }
    return basis
  }

  private static func dot(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += first[index] * second[index] }
    return sum
  }

  /// Why what was read are no components, or `nil` where they are.
  var problem: String? {
    directions.allSatisfy { $0.count == mean.count && $0.allSatisfy(\.isFinite) }
      && mean.allSatisfy(\.isFinite) ? nil : "the components of hidden states do not fit together"
  }
}
