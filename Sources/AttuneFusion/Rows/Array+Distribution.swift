import Foundation

extension [Double] {
  /// Position of the greatest number, the first of equals; 0 where there is none.
  var firstMaximum: Int {
    var best = 0
    for index in indices where self[index] > self[best] { best = index }
    return best
  }

  /// `log Σ exp`, without overflow.
  var logSumExp: Double {
    let peak = self.max() ?? 0
    return peak + log(reduce(0) { $0 + exp($1 - peak) })
  }

  /// The distribution with these logits.
  var softmax: [Double] {
    let peak = self.max() ?? 0
    let powers = map { exp($0 - peak) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }

  /// The numbers divided by their sum; equal shares where that is not above 0.
  var normalized: [Double] {
    let total = reduce(0, +)
    guard total > 0 else { return map { _ in 1 / Double(count) } }
    return map { $0 / total }
  }
}
