import Foundation

/// One number that divides all logits, `p = softmax(z ÷ T)`.
///
/// `T` makes the true classes of the labelled rows likeliest. The objective is convex in `1/T`, so
/// its slope has one zero, which bisection finds. Where no `T` is best, as when every row is right,
/// it is the bound that the likelihood leads to.
///
/// - Source: Guo, Pleiss, Sun and Weinberger 2017, *On calibration of modern neural networks*.
struct TemperatureScaling: Codable, Hashable, Sendable {
  /// The temperatures that are looked at.
  static let bounds = 0.05...20.0

  /// Above 1 the model was too sure, below 1 not sure enough.
  let temperature: Double

  init(temperature: Double) { self.temperature = temperature }

  /// - Parameters:
  ///   - logits: `[n][K]`.
  ///   - labels: `[n]`.
  init(fitting logits: [[Double]], labels: [Int]) {
    var lower = log(Self.bounds.lowerBound)
    var upper = log(Self.bounds.upperBound)
    for _ in 0..<60 {
      let middle = (lower + upper) / 2
      // Rising in 1/T: above 0 the rows want less certainty, that is a higher temperature.
      if Self.slope(logits, labels, inverse: exp(-middle)) > 0 {
        lower = middle
      } else {
        upper = middle
      }
    }
    temperature = exp((lower + upper) / 2)
  }

  /// Of the negative log-likelihood along `1/T`: `Σ_i E_p[z_i] − z_i(y_i)`.
  private static func slope(_ logits: [[Double]], _ labels: [Int], inverse: Double) -> Double {
    var sum = 0.0
    for (row, label) in zip(logits, labels) {
      let probabilities = row.map { $0 * inverse }.softmax
      sum += zip(probabilities, row).reduce(0) { $0 + $1.0 * $1.1 } - row[label]
    }
    return sum
  }

  func logits(_ logits: [Double]) -> [Double] { logits.map { $0 / temperature } }

  var problem: String? {
    temperature.isFinite && temperature > 0 ? nil : "temperature \(temperature) is not above 0"
  }
}
