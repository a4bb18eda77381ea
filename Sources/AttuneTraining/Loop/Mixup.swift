import AttuneCore
import Foundation
import Torch

/// Mixes the features and the targets of a batch's turns with each other's.
///
/// Zhang et al. 2018, arXiv:1710.09412, on the classifier's input as Verma et al. 2019
/// (arXiv:1806.05236). λ is drawn from Beta(α, α) once a batch; the larger of λ and 1 − λ stays with
/// the turn's own label, which changes nothing but the names of the two.
struct Mixup {
  /// The share of a turn's own features, in 0.5…1.
  let share: Double
  /// The partner of each turn.
  let partners: [Int]

  /// Draws a mixture for a batch.
  init(alpha: Double, count: Int, using generator: inout SeededGenerator) {
    let first = Self.gamma(alpha, using: &generator)
    let second = Self.gamma(alpha, using: &generator)
    let lambda = first + second > 0 ? first / (first + second) : 1
    share = max(lambda, 1 - lambda)
    partners = (0..<count).shuffled(using: &generator)
  }

  /// Mixes the rows of `[B, …]`.
  func callAsFunction(_ rows: Tensor) throws(TorchError) -> Tensor {
    let index = try Tensor(
      partners.map(Int64.init), shape: [partners.count], device: rows.device)
    return try rows * share + rows.indexSelect(dim: 0, index: index) * (1 - share)
  }

  /// A number of the gamma distribution of scale 1 (Marsaglia and Tsang 2000).
  static func gamma(_ shape: Double, using generator: inout SeededGenerator) -> Double {
    if shape < 1 {
      // A larger shape and a power give the smaller one; below 1 the method itself would not hold.
      let power = pow(unit(&generator), 1 / shape)
      return gamma(shape + 1, using: &generator) * power
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let radius = (-2 * log(unit(&generator))).squareRoot()
      let x = radius * cos(2 * .pi * unit(&generator))
      let v = pow(1 + c * x, 3)
      if v > 0, log(unit(&generator)) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  /// A number above 0 and at most 1.
  private static func unit(_ generator: inout SeededGenerator) -> Double {
    Double((generator.next() >> 11) + 1) * 0x1p-53
  }
}
