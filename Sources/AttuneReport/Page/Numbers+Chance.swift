import AttuneEvaluation
import AttuneHTML
import Foundation

extension Numbers {
  /// A range of percents.
  static func percents(_ interval: Interval) -> String {
    String(format: "%.0f to %.0f %%", interval.lower * 100, interval.upper * 100)
  }

  /// A difference of two shares, or how far one may be off, with its interval where there is one.
  static func points(_ value: FigureValue) -> String {
    let range = value.interval.map {
      String(format: " [%.0f, %.0f]", $0.lower * 100, $0.upper * 100)
    }
    return String(format: "%.0f", value.value * 100) + (range ?? "") + " percentage points"
  }

  /// A probability of chance: three digits, or that it is less.
  static func chance(_ value: Double) -> String {
    value < 0.001 ? "p < 0.001" : String(format: "p = %.3f", value)
  }
}
