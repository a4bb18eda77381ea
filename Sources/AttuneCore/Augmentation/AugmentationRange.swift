/// The numbers from which an operation draws its strength.
///
/// In a configuration: `[lower, upper]`, or one number where nothing is to be drawn.
public struct AugmentationRange: Hashable, Sendable {
  /// The smallest number.
  public var lower: Double
  /// The largest number.
  public var upper: Double

  /// Names a range; `lower` must not exceed `upper`, which ``within(_:_:)`` checks.
  public init(_ lower: Double, _ upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// Draws a number, all equally likely.
  public func draw(using generator: inout SeededGenerator) -> Double {
    lower + (upper - lower) * generator.uniform()
  }

  /// Fails where the range is none, or leaves the numbers that an operation can work with.
  ///
  /// - Parameter key: the key path below `augmentation:`.
  /// - Throws: ``AugmentationError`` naming the key.
  public func within(_ bounds: ClosedRange<Double>, _ key: String) throws(AugmentationError) {
    guard lower <= upper, bounds.contains(lower), bounds.contains(upper) else {
      throw AugmentationError(
        key: key,
        reason: "is [\(lower), \(upper)]; give two numbers from \(bounds.lowerBound) to "
          + "\(bounds.upperBound), the smaller first")
    }
  }
}

extension AugmentationRange: Codable {
  /// Reads `[lower, upper]` or one number.
  public init(from decoder: any Decoder) throws {
    if let number = try? decoder.singleValueContainer().decode(Double.self) {
      self.init(number, number)
      return
    }
    let numbers = try decoder.singleValueContainer().decode([Double].self)
    guard numbers.count == 2 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "has \(numbers.count) numbers; give [lower, upper] or one number"))
    }
    self.init(numbers[0], numbers[1])
  }

  /// Writes `[lower, upper]`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode([lower, upper])
  }
}
