import AttuneCore
import Foundation

/// Where networks begin to learn: the same small numbers each time.
enum NetworkStart {
  /// `[outputs × inputs]`, even in ±√(1 ÷ inputs) as PyTorch's `Linear`, one stream a seed.
  static func weights(_ outputs: Int, _ inputs: Int, seed: Int) -> [Double] {
    var generator = SeededGenerator(seed)
    let bound = (1 / Double(max(inputs, 1))).squareRoot()
    return (0..<outputs * inputs).map { _ in bound * (2 * generator.uniform() - 1) }
  }
}
