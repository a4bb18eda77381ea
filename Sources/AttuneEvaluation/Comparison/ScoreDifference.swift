/// By how much one score of two differs: the second less the first.
public struct ScoreDifference: Codable, Sendable, Hashable {
  /// Which score.
  public let score: ComparedScore
  /// Of the first.
  public let first: Double
  /// Of the second.
  public let second: Double
  /// The second less the first.
  public let difference: Double
  /// 95 % interval of the difference over resampled conversations.
  public let interval: Interval?
  /// How likely resamples are to turn the difference round: twice the smaller share of those on
  /// either side of 0, each with one added, at most 1.
  public let pValue: Double
  /// The same after Holm's correction, where several comparisons were made together.
  public internal(set) var adjustedPValue: Double?

  enum CodingKeys: String, CodingKey {
    case score, first, second, difference, interval
    case pValue = "p"
    case adjustedPValue = "adjusted_p"
  }

  /// - Parameter samples: The difference in each resample.
  init(_ score: ComparedScore, first: Double, second: Double, samples: [Double]) {
    (self.score, self.first, self.second) = (score, first, second)
    difference = second - first
    interval = Interval(percentilesOf: samples)
    let below = samples.count { $0 <= 0 }
    let above = samples.count { $0 >= 0 }
    pValue = min(1, 2 * Double(min(below, above) + 1) / Double(samples.count + 1))
  }
}
