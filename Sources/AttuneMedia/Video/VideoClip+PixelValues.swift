extension VideoClip {
  /// The mean of ImageNet's red, green and blue, on a scale of 0…1.
  public static let imageNetMean: [Float] = [0.485, 0.456, 0.406]

  /// The standard deviation of ImageNet's red, green and blue, on a scale of 0…1.
  public static let imageNetStandardDeviation: [Float] = [0.229, 0.224, 0.225]

  /// The frames as a model takes them: (pixel ÷ 255 − mean) ÷ deviation, channel by channel.
  ///
  /// - Parameters:
  ///   - mean: Three values, red, green, blue.
  ///   - standardDeviation: Three values, red, green, blue, none of them 0.
  /// - Returns: `[F, 3, height, width]`; empty where the two lists are not of three values.
  public func pixelValues(
    mean: [Float] = imageNetMean, standardDeviation: [Float] = imageNetStandardDeviation
  ) -> [Float] {
    let area = height * width
    let numValues = numFrames * area * 3
    guard mean.count == 3, standardDeviation.count == 3, pixels.count == numValues else {
      return []
    }
    // A byte has 256 values: look them up instead of dividing a million times.
    let tables: [Float] = (0..<3).flatMap { channel in
      (0..<256).map { (Float($0) / 255 - mean[channel]) / standardDeviation[channel] }
    }
    return [Float](unsafeUninitializedCapacity: numValues) { result, count in
      pixels.withUnsafeBufferPointer { source in
        tables.withUnsafeBufferPointer { table in
          for frame in 0..<numFrames {
            let start = frame * area * 3
            for place in 0..<area {
              let pixel = start + place * 3
              result[start + place] = table[Int(source[pixel])]
              result[start + area + place] = table[256 + Int(source[pixel + 1])]
              result[start + 2 * area + place] = table[512 + Int(source[pixel + 2])]
            }
          }
        }
      }
      count = numValues
    }
  }
}
