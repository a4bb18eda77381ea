import AttuneEvaluation
import AttuneHTML
import Foundation

extension Numbers {
  /// A range of percents.
  static func percents(_ interval: Interval) -> String {
    String(format: "%.0f to %.0f %%", interval.lower * 100, interval.upper * 100)
  }

  /// A probability of chance: three digits, or that it is less.
  static func chance(_ value: Double) -> String {
    value < 0.001 ? "p < 0.001" : String(format: "p = %.3f", value)
  }
}
