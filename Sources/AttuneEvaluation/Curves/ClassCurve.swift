/// How well the probability of one class tells its rows from all others.
public struct ClassCurve: Sendable, Hashable {
  /// Name of the class.
  public let emotion: String
  /// Rows of the class ÷ all rows.
  public let share: Double
  /// Area under the receiver operating characteristic, equal scores counting half; `nil` where the
  /// class has no row or all of them.
  public let areaUnderROC: Double?
  /// Mean precision over the recalls that are gained (`average_precision_score`), or `nil` where
  /// the class has no row.
  public let averagePrecision: Double?
  /// True positive rate over false positive rate, from (0, 0) to (1, 1), at most 253 points.
  public let receiverOperating: [FigurePoint]
  /// Precision over recall, by growing recall, at most 252 points.
  public let precisionRecall: [FigurePoint]

  init(emotion: String, _ ranked: RankedRows) {
    let (positives, negatives) = (ranked.numPositive, ranked.numNegative)
    self.emotion = emotion
    share = Double(positives) / Double(max(1, positives + negatives))
    var (truePositives, falsePositives) = (0, 0)
    // Twice the number of pairs in which the positive row is above, so that halves are exact.
    var pairs = 0
    var precisionSum = 0.0
    var roc = CurveThinner(step: 1.0 / 125)
    var precisionRecall = CurveThinner(step: 1.0 / 250, along: .x)
    roc.add(x: 0, y: 0)
    for group in ranked.groups {
      pairs += group.numNegative * (2 * truePositives + group.numPositive)
      truePositives += group.numPositive
      falsePositives += group.numNegative
      let precision = Double(truePositives) / Double(truePositives + falsePositives)
      if positives > 0 {
        precisionSum += Double(group.numPositive) * precision
        if group.numPositive > 0 {
          precisionRecall.add(x: Double(truePositives) / Double(positives), y: precision)
        }
        if negatives > 0 {
          roc.add(
            x: Double(falsePositives) / Double(negatives),
            y: Double(truePositives) / Double(positives))
        }
      }
    }
    let isDefined = positives > 0 && negatives > 0
    areaUnderROC = isDefined ? Double(pairs) / (2 * Double(positives) * Double(negatives)) : nil
    averagePrecision = positives > 0 ? precisionSum / Double(positives) : nil
    receiverOperating = isDefined ? roc.points : []
    self.precisionRecall = precisionRecall.points
  }
}
