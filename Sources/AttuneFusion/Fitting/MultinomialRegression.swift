import Foundation

/// Multinomial logistic regression with an L2 penalty towards a given matrix.
///
/// Minimises `1/n Σ_i −log softmax(A x_i)(y_i) + λ/2 ‖A − A₀‖²`, which is convex with one minimum.
/// With `A₀ = 0` and `λ = 1 ÷ (n C)` these are scikit-learn's coefficients without an intercept.
struct MultinomialRegression: Hashable, Sendable {
  /// `[K × F]`, row-major.
  let coefficients: [Double]
  let numFeatures: Int

  /// - Parameters:
  ///   - features: `[n × F]`, row-major; a feature that is always 1 learns the biases.
  ///   - labels: `[n]`, 0..<K.
  ///   - centre: `[K × F]`, what the penalty pulls towards.
  ///   - start: where to begin; nothing but time depends on it.
  init(
    features: [Double], labels: [Int], centre: [Double], numFeatures: Int, penalty: Double,
    start: [Double]? = nil
  ) {
    self.numFeatures = numFeatures
    let numClasses = centre.count / numFeatures
    let scale = 1 / Double(max(labels.count, 1))
    coefficients =
      LBFGS().minimize(from: start ?? centre) { point, gradient in
        var value = 0.0
        for index in point.indices {
          let difference = point[index] - centre[index]
          value += penalty / 2 * difference * difference
          gradient[index] = penalty * difference
        }
        var logits = [Double](repeating: 0, count: numClasses)
        for (row, label) in labels.enumerated() {
          let first = row * numFeatures
          for index in 0..<numClasses {
            var sum = 0.0
            for feature in 0..<numFeatures {
              sum += point[index * numFeatures + feature] * features[first + feature]
            }
            logits[index] = sum
          }
          let total = logits.logSumExp
          value += scale * (total - logits[label])
          for index in 0..<numClasses {
            let slope = scale * (exp(logits[index] - total) - (index == label ? 1 : 0))
            for feature in 0..<numFeatures {
              gradient[index * numFeatures + feature] += slope * features[first + feature]
            }
          }
        }
        return value
      }.point
  }

  /// `A x`, `[K]`.
  func logits(_ features: [Double]) -> [Double] {
    stride(from: 0, to: coefficients.count, by: numFeatures).map { first in
      var sum = 0.0
      for feature in 0..<numFeatures { sum += coefficients[first + feature] * features[feature] }
      return sum
    }
  }

  init(coefficients: [Double], numFeatures: Int) {
    (self.coefficients, self.numFeatures) = (coefficients, numFeatures)
  }
}
