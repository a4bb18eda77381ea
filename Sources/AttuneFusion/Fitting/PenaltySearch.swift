import AttuneEvaluation

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
    numFolds: Int = GroupFolds.usualCount,
    fit: @Sendable (_ rows: LabelledRows, _ penalty: Double, _ previous: Learned?) -> Learned,
    answer: @Sendable (Learned, FusionRow) -> [Double]
  ) -> Double {
    let rounds = GroupFolds(of: rows, count: numFolds).rounds
    let losses = Parallel.map(rounds.count) { round -> [Double] in
      let fitted = rows.selecting(rounds[round].fitted)
      let heldOut = rows.selecting(rounds[round].heldOut)
      var previous: Learned?
      return penalties.map { penalty in
        let learned = fit(fitted, penalty, previous)
        previous = learned
        return heldOut.negativeLogLikelihood { answer(learned, $0) } * Double(heldOut.count)
      }
    }
    let totals = penalties.indices.map { index in losses.reduce(0) { $0 + $1[index] } }
    var best = 0
    for index in totals.indices where totals[index] < totals[best] { best = index }
    return penalties[best]
  }
}
