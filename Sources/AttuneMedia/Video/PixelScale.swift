/// What is taken from a colour on a scale of 0…1, and what it is then divided by.
///
/// In a configuration: `mean`, `std`, three numbers each: red, green, blue.
public struct PixelScale: Codable, Hashable, Sendable {
  /// Three values, red, green, blue.
  public var mean: [Double]
  /// Three values, red, green, blue, none of them 0.
  public var standardDeviation: [Double]

  enum CodingKeys: String, CodingKey {
    case mean
    case standardDeviation = "std"
  }

  /// Makes a scale.
  public init(mean: [Double], standardDeviation: [Double]) {
    (self.mean, self.standardDeviation) = (mean, standardDeviation)
  }

  /// Mean and deviation of ImageNet's pictures.
  public static let imageNet = PixelScale(
    mean: [0.485, 0.456, 0.406], standardDeviation: [0.229, 0.224, 0.225])

  /// Fails where a scale is none.
  ///
  /// - Throws: ``MediaError/invalidSettings(_:)``.
  public func validate() throws(MediaError) {
    guard mean.count == 3, standardDeviation.count == 3,
      (mean + standardDeviation).allSatisfy(\.isFinite), standardDeviation.allSatisfy({ $0 > 0 })
    else {
      throw .invalidSettings(
        "pixels have mean \(mean) and std \(standardDeviation); give three numbers each, red, "
          + "green, blue, no std of 0")
    }
  }
}
