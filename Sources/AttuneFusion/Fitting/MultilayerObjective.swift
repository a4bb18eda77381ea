import Foundation

/// What a network of one hidden layer is asked to make small.
///
/// The logits are `g + V [tanh(W x), 1]`. The value is the mean of −log p(y), each sample by its
/// share, plus `λ/2 ‖W, V‖²`. Parameters stand in one array: `W` `[H × F]`, then `V` `[K × (H + 1)]`.
struct MultilayerObjective {
  struct Sample {
    /// `[F]`, the last one 1.
    var features: [Double]
    /// `[K]`, logits that need no learning.
    var skip: [Double]
    var label: Int
    /// How much of a row this is.
    var share: Double
  }

  let samples: [Sample]
  let numRows: Int
  let numHidden: Int
  let penalty: Double

  /// `[H + 1]`, the last one 1.
  static func hidden(_ features: [Double], _ weights: ArraySlice<Double>) -> [Double] {
    let numFeatures = features.count
    var hidden = stride(from: weights.startIndex, to: weights.endIndex, by: numFeatures).map {
      first in
      var sum = 0.0
      for index in 0..<numFeatures { sum += weights[first + index] * features[index] }
      return tanh(sum)
    }
    hidden.append(1)
    return hidden
  }

  /// `g + V [h, 1]`, `[K]`.
  static func logits(
    skip: [Double], _ hidden: [Double], _ weights: ArraySlice<Double>
  ) -> [Double] {
    skip.indices.map { index in
      let first = weights.startIndex + index * hidden.count
      var sum = skip[index]
      for place in hidden.indices { sum += weights[first + place] * hidden[place] }
      return sum
    }
  }

  /// The value at a point; fills in the gradient.
  func callAsFunction(_ point: [Double], _ gradient: inout [Double]) -> Double {
    var value = 0.0
    for index in point.indices {
      value += penalty / 2 * point[index] * point[index]
      gradient[index] = penalty * point[index]
    }
    let numFeatures = samples.first?.features.count ?? 0
    let border = numHidden * numFeatures
    for sample in samples {
      let hidden = Self.hidden(sample.features, point[..<border])
      let logits = Self.logits(skip: sample.skip, hidden, point[border...])
      let total = logits.logSumExp
      let scale = sample.share / Double(numRows)
      value += scale * (total - logits[sample.label])
      var slopes = [Double](repeating: 0, count: numHidden)
      for index in logits.indices {
        let slope = scale * (exp(logits[index] - total) - (index == sample.label ? 1 : 0))
        let first = border + index * (numHidden + 1)
        for place in 0..<numHidden {
          slopes[place] += slope * point[first + place]
          gradient[first + place] += slope * hidden[place]
        }
        gradient[first + numHidden] += slope
      }
      for place in 0..<numHidden {
        let slope = slopes[place] * (1 - hidden[place] * hidden[place])
        for index in 0..<numFeatures {
          gradient[place * numFeatures + index] += slope * sample.features[index]
        }
      }
    }
    return value
  }
}
