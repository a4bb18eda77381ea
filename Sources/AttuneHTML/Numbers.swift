import Foundation

/// Numbers as pages write them.
public enum Numbers {
  /// Two digits behind the point.
  public static func score(_ value: Double) -> String {
    value.isFinite ? String(format: "%.2f", value) : "–"
  }

  /// Two digits behind the point, and the sign unless they are zero.
  public static func signed(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let digits = String(format: "%.2f", abs(value))
    return digits == "0.00" ? digits : (value < 0 ? "−" : "+") + digits
  }

  /// Percent without digits behind the point; one digit below 10 %.
  public static func percent(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let percent = value * 100
    return String(format: abs(percent) < 9.95 && percent != 0 ? "%.1f %%" : "%.0f %%", percent)
  }

  /// A number and its noun, which takes an s where it is not one.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Names as a sentence lists them.
  public static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
