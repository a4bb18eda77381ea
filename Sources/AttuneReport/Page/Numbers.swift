import AttuneEvaluation
import Foundation

/// Numbers as the page writes them.
enum Numbers {
  /// Two digits behind the point.
  static func score(_ value: Double) -> String {
    value.isFinite ? String(format: "%.2f", value) : "–"
  }

  /// Percent without digits behind the point; one digit below 10 %.
  static func percent(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let percent = value * 100
    return String(format: abs(percent) < 9.95 && percent != 0 ? "%.1f %%" : "%.0f %%", percent)
  }

  /// A range of percents.
  static func percents(_ interval: Interval) -> String {
    String(format: "%.0f to %.0f %%", interval.lower * 100, interval.upper * 100)
  }

  /// A probability of chance: three digits, or that it is less.
  static func chance(_ value: Double) -> String {
    value < 0.001 ? "p < 0.001" : String(format: "p = %.3f", value)
  }

  /// A number and its noun, which takes an s where it is not one.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Names as a sentence lists them.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
