/// The curves of one table, exact in their areas and thinned to what a figure can show.
public struct EvaluationCurves: Sendable, Hashable {
  /// Each class against all others, in class order.
  public let classes: [ClassCurve]
  /// Over the share of rows that are answered, the surest first, the share of these that is wrong
  /// (El-Yaniv and Wiener 2010); at most 252 points.
  public let riskCoverage: [FigurePoint]
  /// Mean of that risk over all rows, the area under the curve.
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
    let confidences = RankedRows(confidencesOf: rows, in: table)
    var curve = CurveThinner(step: 1.0 / 250, along: .x)
    var (answered, wrong, area) = (0, 0, 0.0)
    for group in confidences.groups {
      answered += group.count
      wrong += group.numNegative
      let risk = Double(wrong) / Double(answered)
      area += risk * Double(group.count)
      curve.add(x: Double(answered) / Double(rows.count), y: risk)
    }
    riskCoverage = curve.points
    areaUnderRiskCoverage = area / Double(max(1, rows.count))
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

extension PredictionTable {
  /// The rows that can be scored.
  ///
  /// - Throws: ``EvaluationError`` if the table breaks its schema or no row has a label.
  func labelledRows() throws(EvaluationError) -> LabelledRows {
    do throws(PredictionTableError) {
      try validate(name: "predictions of \(model)")
    } catch {
      throw .invalidTable(error)
    }
    let labelled = LabelledRows(self)
    guard labelled.count > 0 else { throw .noLabels(model: model, numRows: rows.count) }
    return labelled
  }
}
