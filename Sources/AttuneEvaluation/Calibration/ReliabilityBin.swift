/// The answers of about one confidence: how sure they are, and how often right.
public struct ReliabilityBin: Codable, Sendable, Hashable {
  /// Confidences are above this, or equal to it in the first bin.
  public let lower: Double
  /// Confidences are at most this.
  public let upper: Double
  /// Mean confidence, 0…1; 0 where the bin is empty.
  public let confidence: Double
  /// The share that is right, 0…1; 0 where the bin is empty.
  public let accuracy: Double
  /// How many answers there are.
  public let count: Int

  init(lower: Double, upper: Double, confidenceSum: Double, numCorrect: Int, count: Int) {
    (self.lower, self.upper, self.count) = (lower, upper, count)
    confidence = count == 0 ? 0 : confidenceSum / Double(count)
    accuracy = count == 0 ? 0 : Double(numCorrect) / Double(count)
  }
}
