/// The curves of one table, exact in their areas and thinned to what a figure can show.
public struct EvaluationCurves: Sendable, Hashable {
  /// Each class against all others, in class order.
  public let classes: [ClassCurve]
  /// Risk over coverage, see ``RiskCoverageCurve``; at most 252 points.
  public let riskCoverage: [FigurePoint]
  /// See ``RiskCoverageCurve/area``.
  public let areaUnderRiskCoverage: Double

  /// Computes the curves of a table's labelled rows.
  ///
  /// - Throws: ``EvaluationError`` if the table breaks its schema or no row has a label.
  public init(_ table: PredictionTable) throws(EvaluationError) {
    self.init(try table.labelledRows(), of: table)
  }

  init(_ rows: LabelledRows, of table: PredictionTable) {
    let width = table.classes.count
    let probabilities = table.rows.probabilities
    classes = Parallel.map(width) { index in
      let scores = rows.rows.map { probabilities[$0 * width + index] }
      let ranked = RankedRows(scores, isPositive: rows.truths.map { $0 == Int32(index) })
      return ClassCurve(emotion: table.classes[index], ranked)
    }
    let curve = RiskCoverageCurve(rows, of: table)
    var thinned = CurveThinner(step: 1.0 / 250, along: .x)
    for point in curve.points { thinned.add(x: point.coverage, y: point.risk) }
    riskCoverage = thinned.points
    areaUnderRiskCoverage = curve.area
  }
}

extension RankedRows {
  /// Ranks rows by the probability of their answer; those that are right are positive.
  init(confidencesOf rows: LabelledRows, in table: PredictionTable) {
    let width = table.classes.count
    let probabilities = table.rows.probabilities
    self.init(
      zip(rows.rows, rows.answers).map { probabilities[$0 * width + Int($1)] },
      isPositive: zip(rows.truths, rows.answers).map { $0 == $1 })
  }
}
