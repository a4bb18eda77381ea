import Foundation

/// A number to be drawn, with the interval in which it lies where that is known.
public struct FigureValue: Sendable, Hashable {
  /// The number.
  public var value: Double
  /// From where to where it lies, or `nil` where that is unknown.
  public var interval: Interval?

  /// Creates a value.
  public init(_ value: Double, _ interval: Interval? = nil) {
    self.value = value
    self.interval = interval
  }

  /// The least and the greatest number that is drawn.
  var extent: (lower: Double, upper: Double) {
    guard let interval else { return (value, value) }
    return (min(interval.lower, value), max(interval.upper, value))
  }

  /// Two digits behind the point, the interval in brackets.
  ///
  /// - Parameter sign: Whether a positive number has a plus: a difference, not a score.
  public func text(sign: Bool = false) -> String {
    func text(_ number: Double) -> String {
      guard number.isFinite else { return "no number" }
      let rounded = String(format: "%.2f", abs(number))
      let isZero = !rounded.contains { ("1"..."9").contains($0) }
      let prefix = number < 0 && !isZero ? "−" : sign && !isZero ? "+" : ""
      return prefix + rounded
    }
    guard let interval else { return text(value) }
    return "\(text(value)) [\(text(interval.lower)), \(text(interval.upper))]"
  }
}
