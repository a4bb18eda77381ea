import AttuneEvaluation

/// The model that is best on the rows that were fitted.
///
/// Models are compared on the rows that all of them have, so that none is best by having only easy
/// ones. One that lacks more than half of the rows could not stand in for a fusion and is not
/// compared, unless all do.
public struct ModelToBeat: Codable, Sendable, Hashable {
  /// Its name.
  public let name: String
  /// The models that were compared.
  public let compared: [String]
  /// Labelled rows that all of those have.
  public let numRows: Int
  /// All labelled rows that were fitted.
  public let numFittedRows: Int

  enum CodingKeys: String, CodingKey {
    case name, compared
    case numRows = "num_rows"
    case numFittedRows = "num_fitted_rows"
  }

  /// Finds the model, the first of equals; `nil` where the models have no labelled row in common.
  init?(_ joined: JoinedPredictions, by metric: StrategyMetric) throws(EvaluationError) {
    let rows = joined.labelledRows.map(\.answers.outputs)
    let models = Array(joined.models.indices)
    let frequent = models.filter { model in 2 * rows.count { $0[model] != nil } >= rows.count }
    let compared = frequent.isEmpty ? models : frequent
    let isCommon = rows.map { outputs in compared.allSatisfy { outputs[$0] != nil } }
    numRows = isCommon.count { $0 }
    numFittedRows = rows.count
    guard numRows > 0 else { return nil }
    var best: (name: String, figure: Double)?
    for model in compared {
      let answers = zip(rows, isCommon).map { $1 ? $0[model]?.probabilities : nil }
      let name = joined.models[model]
      let figure = metric.figure(
        try FusionScores(joined.table(of: answers, model: name), nil))
      if best.map({ figure > $0.figure }) ?? true { best = (name, figure) }
    }
    guard let best else { return nil }
    name = best.name
    self.compared = compared.map { joined.models[$0] }
  }
}
