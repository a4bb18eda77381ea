/// Precision, recall and F1 of one class, each 0 where its denominator is 0.
public struct ClassScores: Codable, Sendable, Hashable {
  /// Name of the class.
  public let emotion: String
  /// Of the rows that were given this class, the share that has it.
  public let precision: Double
  /// Of the rows that have this class, the share that was given it.
  public let recall: Double
  /// Harmonic mean of both, `2 TP / (support + predicted)`.
  public let f1: Double
  /// Rows that have this class.
  public let support: Int
  /// Rows that were given this class.
  public let predicted: Int

  /// See ``ClassCurve/areaUnderROC``; `nil` too where only the answers are known.
  public internal(set) var areaUnderROC: Double?
  /// See ``ClassCurve/averagePrecision``; `nil` too where only the answers are known.
  public internal(set) var averagePrecision: Double?

  enum CodingKeys: String, CodingKey {
    case emotion, precision, recall, f1, support, predicted
    case areaUnderROC = "roc_auc"
    case averagePrecision = "average_precision"
  }

  init(emotion: String, truePositives: Int, support: Int, predicted: Int) {
    self.emotion = emotion
    precision = predicted == 0 ? 0 : Double(truePositives) / Double(predicted)
    recall = support == 0 ? 0 : Double(truePositives) / Double(support)
    f1 = support + predicted == 0 ? 0 : Double(2 * truePositives) / Double(support + predicted)
    self.support = support
    self.predicted = predicted
  }
}
