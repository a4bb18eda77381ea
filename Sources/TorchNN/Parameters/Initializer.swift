import Foundation
import Torch

/// The values that a parameter starts with when no checkpoint gives them.
public enum Initializer: Hashable, Sendable {
  /// All 0.
  case zeros
  /// All 1.
  case ones
  /// All the same.
  case constant(Double)
  /// Evenly between −bound and bound.
  case uniform(bound: Double)
  /// Around 0.
  case normal(standardDeviation: Double)
  /// Around 0, drawn again where farther than two standard deviations away.
  case truncatedNormal(standardDeviation: Double)
  /// These numbers, row-major.
  case values([Float])

  /// PyTorch's default for linear and convolution layers, weights and biases alike.
  ///
  /// - Parameter fanIn: How many inputs each output sums over.
  public static func kaimingUniform(fanIn: Int) -> Initializer {
    .uniform(bound: 1 / Double(max(1, fanIn)).squareRoot())
  }

  /// PyTorch's default for the projections of attention (Glorot and Bengio 2010).
  public static func xavierUniform(fanIn: Int, fanOut: Int) -> Initializer {
    .uniform(bound: (6 / Double(max(1, fanIn + fanOut))).squareRoot())
  }

  /// Makes a tensor on the CPU.
  ///
  /// Random numbers come from a generator of their own, so that neither the order of the parameters
  /// nor their number changes what any of them or a dropout draws.
  func tensor(_ shape: [Int], dtype: DType, seed: UInt64) throws(TorchError) -> Tensor {
    switch self {
    case .zeros: return try Tensor.zeros(shape, dtype: dtype)
    case .ones: return try Tensor.ones(shape, dtype: dtype)
    case .constant(let value): return try Tensor.full(shape, value, dtype: dtype)
    case .values(let values): return try Tensor(values, shape: shape).to(dtype)
    case .uniform(let bound):
      return try Tensor.uniform(shape, from: -bound, to: bound, seed: seed).to(dtype)
    case .normal(let deviation):
      return try Tensor.normal(shape, mean: 0, std: deviation, seed: seed).to(dtype)
    case .truncatedNormal(let deviation):
      let bound = 2 * deviation
      var values = try Tensor.normal(shape, mean: 0, std: deviation, seed: seed)
      // A round leaves 5 % of the outliers, so that after ten rounds none is left in any model
      // that fits in memory; the clamp is there for certainty.
      for round in 1...10 {
        let again = try Tensor.normal(shape, mean: 0, std: deviation, seed: seed &+ UInt64(round))
        values = try Tensor.where(values.abs().gt(bound), again, values)
      }
      return try values.clamp(minimum: -bound, maximum: bound).to(dtype)
    }
  }

  /// The seed of one parameter: FNV-1a over its path, mixed with the seed of the store.
  static func seed(_ storeSeed: UInt64, path: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    // SplitMix64's last step: neighbouring seeds and paths must not give similar generators.
    var mixed = hash &+ storeSeed &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
