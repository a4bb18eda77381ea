import AttuneEvaluation

/// How differently models err: without that, fusion has nothing to give.
///
/// For two models, over the labelled rows that both have, with `a` rows both right, `b` only the
/// first, `c` only the second, `d` both wrong, `n = a + b + c + d`.
///
/// - Source: Kuncheva and Whitaker 2003, *Measures of diversity in classifier ensembles*.
public struct ErrorDiversity: Codable, Sendable, Hashable {
  /// Two models.
  public struct Pair: Codable, Sendable, Hashable {
    /// Names of the two.
    public let models: [String]
    /// Rows where both are right.
    public let bothRight: Int
    /// Rows where only the first is.
    public let onlyFirstRight: Int
    /// Rows where only the second is.
    public let onlySecondRight: Int
    /// Rows where neither is.
    public let bothWrong: Int
    /// `(b + c) ÷ n`, 0…1; larger is more diverse; `nil` where the two have no row in common.
    public let disagreement: Double?
    /// Yule's `Q = (a d − b c) ÷ (a d + b c)`, −1…1, 0 for independent models; `nil` where it is
    /// 0 ÷ 0.
    public let qStatistic: Double?
    /// Of being right, −1…1; `nil` where a model is always or never right.
    public let correlation: Double?
    /// `d ÷ n`, 0…1: rows in which no choice between the two is right; `nil` as above.
    public let doubleFault: Double?

    enum CodingKeys: String, CodingKey {
      case models
      case bothRight = "both_right"
      case onlyFirstRight = "only_first_right"
      case onlySecondRight = "only_second_right"
      case bothWrong = "both_wrong"
      case disagreement
      case qStatistic = "q_statistic"
      case correlation
      case doubleFault = "double_fault"
    }

    init(_ models: [String], right: [(first: Bool, second: Bool)]) {
      let a = right.count { $0.first && $0.second }
      let b = right.count { $0.first && !$0.second }
      let c = right.count { !$0.first && $0.second }
      let d = right.count { !$0.first && !$0.second }
      (bothRight, onlyFirstRight, onlySecondRight, bothWrong) = (a, b, c, d)
      self.models = models
      let total = right.isEmpty ? nil : Double(right.count)
      disagreement = total.map { Double(b + c) / $0 }
      doubleFault = total.map { Double(d) / $0 }
      let (same, other) = (Double(a) * Double(d), Double(b) * Double(c))
      qStatistic = same + other > 0 ? (same - other) / (same + other) : nil
      let spread = Double(a + b) * Double(c + d) * Double(a + c) * Double(b + d)
      correlation = spread > 0 ? (same - other) / spread.squareRoot() : nil
    }
  }

  /// Each model with each later one.
  public let pairs: [Pair]

  /// Compares the models of two or more tables.
  ///
  /// - Throws: ``FusionError`` if the tables do not fit together or no row has a label.
  public init(_ tables: [PredictionTable]) throws(FusionError) {
    let joined = try JoinedPredictions(tables)
    let labelled = joined.labelled
    guard labelled.count > 0 else { throw .nothingToFit(numRows: joined.rows.count) }
    var pairs: [Pair] = []
    for first in joined.models.indices {
      for second in joined.models.indices.dropFirst(first + 1) {
        let right = zip(labelled.rows, labelled.labels).compactMap { row, label in
          if let one = row.outputs[first], let other = row.outputs[second] {
            return (first: one.answer == label, second: other.answer == label)
          }
          return nil
        }
        pairs.append(Pair([joined.models[first], joined.models[second]], right: right))
      }
    }
    self.pairs = pairs
  }
}
