import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

/// What `Scripts/fixtures/metrics.py` wrote of probabilities.
private struct ProbabilityFixture: Decodable {
  struct Case: Decodable {
    let name: String
    let truth: [Int]
    let probabilities: [[Double]]
    let scores: Expected

    var table: PredictionTable {
      let classes = probabilities[0].indices.map { "class \($0)" }
      let rows = zip(truth, probabilities).enumerated().map { index, row in
        Prediction(
          conversation: "\(index / 3)", turn: "\(index % 3)", emotion: classes[row.0],
          probabilities: row.1.map { Float($0) }, modalities: [])
      }
      return PredictionTable(classes: classes, model: name, rows: rows)
    }
  }

  struct Expected: Decodable {
    let top_2_accuracy: Double
    let log_loss: Double
    let brier_score: Double
    let expected_calibration_error: Double
    let adaptive_calibration_error: Double
    let macro_roc_auc: Double
    let macro_average_precision: Double
    let area_under_risk_coverage: Double
    let roc_auc: [Double?]
    let average_precision: [Double?]
  }

  let probability_cases: [Case]

  static func load() throws -> [Case] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let data = try Data(contentsOf: folder.appendingPathComponent("metrics.json"))
    return try JSONDecoder().decode(ProbabilityFixture.self, from: data).probability_cases
  }
}

@Suite struct ProbabilityScoresTests {
  /// What the issue asks for: equal to scikit-learn's numbers to this.
  private static let tolerance = 1e-9

  @Test func scoresOfProbabilitiesEqualThoseOfScikitLearn() throws {
    let cases = try ProbabilityFixture.load()
    #expect(cases.count == 5)
    for fixture in cases {
      let evaluation = try Evaluation(fixture.table)
      let scores = try #require(evaluation.probabilityScores)
      let expected = fixture.scores
      let pairs: [(String, Double?, Double?)] = [
        ("top 2", scores.topTwoAccuracy, expected.top_2_accuracy),
        ("log loss", scores.logLoss, expected.log_loss),
        ("Brier", scores.brierScore, expected.brier_score),
        ("ECE", scores.expectedCalibrationError, expected.expected_calibration_error),
        ("adaptive", scores.adaptiveCalibrationError, expected.adaptive_calibration_error),
        ("AUC", scores.macroAreaUnderROC, expected.macro_roc_auc),
        ("AP", scores.macroAveragePrecision, expected.macro_average_precision),
        ("risk", scores.areaUnderRiskCoverage, expected.area_under_risk_coverage),
      ]
      let classes = zip(evaluation.perClass, zip(expected.roc_auc, expected.average_precision))
      let perClass = classes.flatMap { row, numbers in
        [("AUC", row.areaUnderROC, numbers.0), ("AP", row.averagePrecision, numbers.1)]
      }
      for (name, actual, wanted) in pairs + perClass where actual != nil || wanted != nil {
        // Where a class has no row its average precision is unknown to both.
        let difference = abs((actual ?? .infinity) - (wanted ?? .infinity))
        #expect(difference <= Self.tolerance, "\(fixture.name): \(name)")
      }
    }
  }

  @Test func aPerfectModelIsPerfectInEveryFigure() throws {
    let rows = (0..<30).map { index in
      Prediction(
        conversation: "\(index)", turn: "0", emotion: index % 3 == 0 ? "a" : "b",
        probabilities: index % 3 == 0 ? [1, 0] : [0, 1], modalities: [])
    }
    let table = PredictionTable(classes: ["a", "b"], model: "m", rows: rows)
    let scores = try #require(try Evaluation(table).probabilityScores)
    #expect(scores.brierScore == 0 && scores.logLoss < 1e-15)
    #expect(scores.expectedCalibrationError == 0 && scores.adaptiveCalibrationError == 0)
    #expect(scores.macroAreaUnderROC == 1 && scores.macroAveragePrecision == 1)
    #expect(scores.areaUnderRiskCoverage == 0)
  }

  @Test func confidencesOnTheEdgeOfABinBelongToTheLowerOne() throws {
    // 0.25, 0.5 and 1 are exact in binary; 15 bins have an edge at 1 only, so 1 is in the last.
    let ranked = RankedRows([0, 1, 0.5, 0.25], isPositive: [false, true, true, false])
    let bins = Calibration(ranked).bins
    #expect(bins.count == 15)
    #expect(bins.indices.filter { bins[$0].count > 0 } == [0, 3, 7, 14])
    #expect(bins[14].accuracy == 1 && bins[14].confidence == 1)
    #expect(bins[0].count == 1 && bins[0].accuracy == 0)
  }

  @Test func curvesRunFromCornerToCornerInFewPoints() throws {
    let table = try ProbabilityFixture.load()[0].table
    let curves = try EvaluationCurves(table)
    #expect(curves.classes.count == 7)
    for curve in curves.classes {
      #expect(curve.receiverOperating.first == FigurePoint(x: 0, y: 0))
      #expect(curve.receiverOperating.last == FigurePoint(x: 1, y: 1))
      #expect(curve.receiverOperating.count <= 253)
      #expect(curve.precisionRecall.last?.x == 1)
      #expect(curve.precisionRecall.map(\.x) == curve.precisionRecall.map(\.x).sorted())
    }
    let last = try #require(curves.riskCoverage.last)
    #expect(last.x == 1)
    #expect(abs(last.y - (1 - (try Evaluation(table)).scores.accuracy)) < 1e-12)
  }

  @Test func theEvaluationReadsBackFromItsJSON() throws {
    let evaluation = try Evaluation(
      ProbabilityFixture.load()[4].table, resampling: Resampling(numResamples: 20))
    #expect(evaluation.intervals != nil)
    let read = try JSONDecoder().decode(Evaluation.self, from: evaluation.json())
    #expect(read == evaluation)
  }
}
