extension VideoClip {
  /// The frames as a model takes them: (pixel ÷ 255 − mean) ÷ deviation, channel by channel.
  ///
  /// - Returns: `[F, 3, height, width]`; empty for a scale that does not have three values.
  public func pixelValues(_ scale: PixelScale = .imageNet) -> [Float] {
    let area = height * width
    let numValues = numFrames * area * 3
    let (mean, deviation) = (scale.mean.map(Float.init), scale.standardDeviation.map(Float.init))
    guard mean.count == 3, deviation.count == 3, pixels.count == numValues else { return [] }
    // A byte has 256 values: look them up instead of dividing a million times.
    let tables: [Float] = (0..<3).flatMap { channel in
      (0..<256).map { (Float($0) / 255 - mean[channel]) / deviation[channel] }
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
