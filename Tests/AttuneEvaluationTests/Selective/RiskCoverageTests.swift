import AttuneCore
import Testing

@testable import AttuneEvaluation

@Suite struct RiskCoverageTests {
  /// Answers of the given certainty, right or wrong.
  private func table(_ answers: [(Float, Bool)]) -> PredictionTable {
    let rows = answers.enumerated().map { index, answer in
      Prediction(
        conversation: "\(index)", turn: "0", emotion: answer.1 ? "a" : "b",
        probabilities: [answer.0, 1 - answer.0], modalities: [])
    }
    return PredictionTable(classes: ["a", "b"], model: "m", split: .test, rows: rows)
  }

  @Test func riskIsCountedAmongTheSurestRows() throws {
    let curve = try RiskCoverageCurve(
      table([(0.6, false), (0.9, true), (0.8, true), (0.7, false), (0.55, true)]))
    #expect(curve.points.map(\.coverage) == [0.2, 0.4, 0.6, 0.8, 1])
    #expect(curve.points.map(\.risk) == [0, 0, 1.0 / 3, 0.5, 0.4])
    #expect(abs(curve.area - (0 + 0 + 1.0 / 3 + 0.5 + 0.4) / 5) < 1e-12)
    #expect(curve.numRows == 5)
  }

  @Test func equallySureRowsAreKeptOrRejectedTogether() throws {
    let curve = try RiskCoverageCurve(
      table([(0.75, true), (0.75, false), (1, true), (0.75, true)]))
    #expect(curve.points.map(\.threshold) == [1, 0.75])
    #expect(curve.points.map(\.risk) == [0, 0.25])
    #expect(abs(curve.area - 0.75 * 0.25) < 1e-12)
  }

  @Test func aRiskIsReachedWithAsManyRowsAsPossible() throws {
    let curve = try RiskCoverageCurve(
      table([(0.9, true), (0.8, false), (0.7, true), (0.6, true), (0.55, false)]))
    #expect(curve.point(risk: 0.3)?.coverage == 0.8)
    #expect(curve.point(risk: 0)?.coverage == 0.2)
    #expect(curve.point(threshold: 0.75)?.coverage == 0.4)
    #expect(curve.point(threshold: 0.95) == nil)
    #expect(try RiskCoverageCurve(table([(0.9, false)])).point(risk: 0.5) == nil)
    #expect(curve.thinned(to: 2).points.map(\.coverage) == [0.4, 1])
  }

  @Test func withoutALabelThereIsNoRisk() {
    var table = table([(0.9, true)])
    table.rows[0].emotion = nil
    #expect(throws: EvaluationError.noLabels(model: "m", numRows: 1)) {
      try RiskCoverageCurve(table)
    }
  }
}
