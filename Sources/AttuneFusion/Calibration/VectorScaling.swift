import Foundation

/// A factor and a bias for each class, `p = softmax(s ⊙ e + b)`, with `e` the logits of mean 0.
///
/// They make the true classes of the labelled rows likeliest, less ``penalty`` ÷ 2 times the
/// squares of `s − 1` and `b`, without which a class that no row has would be ruled out for ever.
/// The objective is convex.
///
/// - Source: Guo, Pleiss, Sun and Weinberger 2017, *On calibration of modern neural networks*.
struct VectorScaling: Codable, Hashable, Sendable {
  static let penalty = 1e-3

  /// `[K]`, what each class's logit is multiplied with.
  let factors: [Double]
  /// `[K]`, what is added to it.
  let biases: [Double]

  /// - Parameters:
  ///   - logits: `[n][K]`, each row of mean 0.
  ///   - labels: `[n]`.
  init(fitting logits: [[Double]], labels: [Int]) {
    let numClasses = logits.first?.count ?? 0
    let scale = 1 / Double(max(labels.count, 1))
    let start = (0..<2 * numClasses).map { $0 < numClasses ? 1.0 : 0.0 }
    let point = LBFGS().minimize(from: start) { point, gradient in
      var value = 0.0
      for index in point.indices {
        let difference = point[index] - start[index]
        value += Self.penalty / 2 * difference * difference
        gradient[index] = Self.penalty * difference
      }
      for (row, label) in zip(logits, labels) {
        let scaled = row.indices.map { point[$0] * row[$0] + point[numClasses + $0] }
        let total = scaled.logSumExp
        value += scale * (total - scaled[label])
        for index in row.indices {
          let slope = scale * (exp(scaled[index] - total) - (index == label ? 1 : 0))
          gradient[index] += slope * row[index]
          gradient[numClasses + index] += slope
        }
      }
      return value
    }.point
    factors = Array(point[..<numClasses])
    biases = Array(point[numClasses...])
  }

  func logits(_ logits: [Double]) -> [Double] {
    logits.indices.map { factors[$0] * logits[$0] + biases[$0] }
  }

  func problem(numClasses: Int) -> String? {
    guard factors.count == numClasses, biases.count == numClasses else {
      return "\(factors.count) factors and \(biases.count) biases for \(numClasses) classes"
    }
    return (factors + biases).allSatisfy(\.isFinite) ? nil : "a factor or bias is not finite"
  }
}
