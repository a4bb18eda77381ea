import AttuneCore

/// How a waveform's level is set after decoding.
public enum AudioNormalization: String, Choice, Sendable {
  /// As in the file.
  case none
  /// Divided by the largest magnitude; silence stays silence.
  case peak
  /// Zero mean and unit variance, with 1e-7 added to the variance.
  ///
  /// This is what the feature extractor of wav2vec2 does (`do_normalize`); the statistics are those
  /// of the samples kept, after truncation and before any padding.
  case standard

  /// The waveform `[S]` at its new level.
  public func callAsFunction(_ waveform: [Float]) -> [Float] {
    guard self != .none, !waveform.isEmpty else { return waveform }
    return waveform.withUnsafeBufferPointer { samples in
      let (offset, scale) = self == .peak ? Self.peakScale(samples) : Self.standardScale(samples)
      return [Float](unsafeUninitializedCapacity: samples.count) { result, count in
        for index in 0..<samples.count {
          result[index] = (samples[index] - offset) * scale
        }
        count = samples.count
      }
    }
  }

  private static func peakScale(_ samples: UnsafeBufferPointer<Float>) -> (Float, Float) {
    var peak: Float = 0
    for sample in samples { peak = max(peak, abs(sample)) }
    return (0, peak > 0 ? 1 / peak : 1)
  }

  /// Mean and inverse deviation, summed in double precision: a minute has a million samples.
  private static func standardScale(_ samples: UnsafeBufferPointer<Float>) -> (Float, Float) {
    var sum = 0.0
    for sample in samples { sum += Double(sample) }
    let mean = sum / Double(samples.count)
    var squares = 0.0
    for sample in samples {
      let difference = Double(sample) - mean
      squares += difference * difference
    }
    let variance = squares / Double(samples.count)
    return (Float(mean), Float(1 / (variance + 1e-7).squareRoot()))
  }
}
