import Foundation

/// A number to be drawn, with the interval in which it lies where that is known.
public struct FigureValue: Sendable, Hashable {
  /// The number.
  public var value: Double
  /// From where to where it lies, or `nil` where that is unknown.
  public var interval: ClosedRange<Double>?

  /// Creates a value.
  public init(_ value: Double, _ interval: ClosedRange<Double>? = nil) {
    self.value = value
    self.interval = interval
  }

  /// The least and the greatest number that is drawn; no range, as NaN has none.
  var extent: (lowerBound: Double, upperBound: Double) {
    guard let interval else { return (value, value) }
    return (min(interval.lowerBound, value), max(interval.upperBound, value))
  }

  /// Two digits behind the point, the interval in brackets.
  func text(sign: Bool = false) -> String {
    func text(_ number: Double) -> String {
      guard number.isFinite else { return "no number" }
      let rounded = String(format: "%.2f", abs(number))
      let isZero = !rounded.contains { ("1"..."9").contains($0) }
      let prefix = number < 0 && !isZero ? "−" : sign && !isZero ? "+" : ""
      return prefix + rounded
    }
    guard let interval else { return text(value) }
    return "\(text(value)) [\(text(interval.lowerBound)), \(text(interval.upperBound))]"
  }
}
