/// From where to where a figure may lie.
public struct Interval: Sendable, Hashable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double

  /// Names an interval.
  public init(lower: Double, upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// The middle 95 % of a figure's resamples, between the 2.5 % and the 97.5 % quantile (linear
  /// between neighbours); `nil` where no resample defines the figure.
  init?(percentilesOf values: [Double]) {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty else { return nil }
    lower = Self.quantile(0.025, of: sorted)
    upper = Self.quantile(0.975, of: sorted)
  }

  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }

  /// Whether a number lies within.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

extension Interval: Codable {
  /// Reads `[lower, upper]`.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    lower = try container.decode(Double.self)
    upper = try container.decode(Double.self)
  }

  /// Writes `[lower, upper]`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(lower)
    try container.encode(upper)
  }
}
