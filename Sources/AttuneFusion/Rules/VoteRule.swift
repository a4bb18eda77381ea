/// Counts votes: `p(k)` is the share of all votes that class `k` has.
///
/// An absent model has no vote. A ten-thousandth of the answer is the mean of the distributions, so
/// that it decides between classes with equally many votes.
struct VoteRule<Ballot: VoteBallot>: UnfittedRule {
  /// How much of the answer the mean is: less than one vote of 50 models for 7 classes.
  private static var tieBreak: Double { 1e-4 }

  func combine(_ row: FusionRow) -> [Double] {
    let mean = AverageRule().combine(row)
    var votes = [Double](repeating: 0, count: mean.count)
    for model in row.present {
      guard let output = row.outputs[model] else { continue }
      for (index, vote) in Ballot.votes(of: output).enumerated() { votes[index] += vote }
    }
    return zip(votes.normalized, mean).map { (1 - Self.tieBreak) * $0 + Self.tieBreak * $1 }
  }
}

/// How a model votes.
protocol VoteBallot: Sendable {
  /// `[K]`, not negative.
  static func votes(of output: ModelOutput) -> [Double]
}

/// One vote for the most probable class.
///
/// - Source: Lam and Suen 1997, *Application of majority voting to pattern recognition*.
enum MajorityBallot: VoteBallot {
  static func votes(of output: ModelOutput) -> [Double] {
    let answer = output.answer
    return output.probabilities.indices.map { $0 == answer ? 1 : 0 }
  }
}

/// As many votes for a class as there are less probable ones, and half a vote for each equal one.
///
/// - Source: the Borda count of Ho, Hull and Srihari 1994, *Decision combination in multiple
///   classifier systems*.
enum RankBallot: VoteBallot {
  static func votes(of output: ModelOutput) -> [Double] {
    let probabilities = output.probabilities
    return probabilities.map { own in
      let lower = probabilities.count { $0 < own }
      let equal = probabilities.count { $0 == own } - 1
      return Double(lower) + Double(equal) / 2
    }
  }
}
