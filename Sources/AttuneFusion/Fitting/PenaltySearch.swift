/// How strongly learned numbers are held back, chosen by cross-validation over conversations.
enum PenaltySearch {
  /// From the strongest to the weakest.
  static let penalties = [10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001]

  /// The penalty under which rows that were not learned from are likeliest, the stronger of equals.
  ///
  /// With a single conversation nothing can be held out, and the strongest penalty is taken.
  ///
  /// - Parameters:
  ///   - fit: learns from rows under a penalty; `previous` is what the same rows gave under the
  ///     stronger one before, to start from.
  ///   - answer: the distribution of a row.
  static func best<Learned>(
    for rows: LabelledRows, penalties: [Double] = penalties,
    numFolds: Int = ConversationFolds.usualCount,
    fit: (_ rows: LabelledRows, _ penalty: Double, _ previous: Learned?) -> Learned,
    answer: (Learned, FusionRow) -> [Double]
  ) -> Double {
    var losses = [Double](repeating: 0, count: penalties.count)
    for round in ConversationFolds(of: rows, count: numFolds).rounds {
      let (fitted, heldOut) = (rows.selecting(round.fitted), rows.selecting(round.heldOut))
      var previous: Learned?
      for (index, penalty) in penalties.enumerated() {
        let learned = fit(fitted, penalty, previous)
        let loss = heldOut.negativeLogLikelihood { answer(learned, $0) }
        losses[index] += loss * Double(heldOut.count)
        previous = learned
      }
    }
    var best = 0
    for index in losses.indices where losses[index] < losses[best] { best = index }
    return penalties[best]
  }
}
