import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

/// What `Scripts/fixtures/metrics.py` wrote.
private struct MetricsFixture: Decodable {
  struct PerClass: Decodable {
    let precision: Double
    let recall: Double
    let f1: Double
    let support: Int
  }

  struct Case: Decodable {
    let name: String
    let truth: [Int]
    let prediction: [Int]
    let confusion_matrix: [[Int]]
    let accuracy: Double
    let unweighted_average_recall: Double
    let macro_precision: Double
    let macro_recall: Double
    let macro_f1: Double
    let weighted_precision: Double
    let weighted_recall: Double
    let weighted_f1: Double
    let cohens_kappa: Double
    let matthews_correlation: Double
    let per_class: [PerClass]
  }

  let classes: [String]
  let cases: [Case]

  static func load() throws -> MetricsFixture {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let data = try Data(contentsOf: folder.appendingPathComponent("metrics.json"))
    return try JSONDecoder().decode(MetricsFixture.self, from: data)
  }
}

@Suite struct MetricsTests {
  @Test func scoresEqualThoseOfScikitLearn() throws {
    let fixture = try MetricsFixture.load()
    #expect(fixture.cases.count == 6)
    for expected in fixture.cases {
      let rows = zip(expected.truth, expected.prediction).enumerated().map { index, row in
        var probabilities = [Float](repeating: 0.05, count: 7)
        probabilities[row.1] = 0.7
        return Prediction(
          conversation: "\(index)", turn: "0", emotion: fixture.classes[row.0],
          probabilities: probabilities, modalities: [])
      }
      let table = PredictionTable(classes: fixture.classes, model: expected.name, rows: rows)
      let evaluation = try Evaluation(table)
      #expect(evaluation.confusionMatrix.counts == expected.confusion_matrix)
      let scores = evaluation.scores
      let pairs = [
        (scores.accuracy, expected.accuracy),
        (scores.unweightedAverageRecall, expected.unweighted_average_recall),
        (scores.macroPrecision, expected.macro_precision),
        (scores.macroRecall, expected.macro_recall), (scores.macroF1, expected.macro_f1),
        (scores.weightedPrecision, expected.weighted_precision),
        (scores.weightedRecall, expected.weighted_recall),
        (scores.weightedF1, expected.weighted_f1), (scores.microF1, expected.accuracy),
        (scores.cohensKappa, expected.cohens_kappa),
        (scores.matthewsCorrelation, expected.matthews_correlation),
      ]
      for (index, pair) in pairs.enumerated() {
        #expect(abs(pair.0 - pair.1) <= 1e-12, "\(expected.name), score \(index)")
      }
      for (row, expectedRow) in zip(evaluation.perClass, expected.per_class) {
        #expect(abs(row.precision - expectedRow.precision) <= 1e-12)
        #expect(abs(row.recall - expectedRow.recall) <= 1e-12)
        #expect(abs(row.f1 - expectedRow.f1) <= 1e-12)
        #expect(row.support == expectedRow.support)
      }
    }
  }

  /// Model A of the reference system on its test split, as published.
  static let publishedCounts = [
    [1012, 43, 2, 21, 68, 0, 4], [85, 188, 4, 12, 65, 2, 5], [12, 10, 184, 15, 160, 12, 6],
    [11, 4, 4, 220, 54, 3, 1], [75, 31, 17, 35, 2370, 5, 3], [1, 5, 8, 7, 12, 54, 2],
    [6, 4, 1, 0, 16, 1, 79],
  ]

  @Test func thePublishedConfusionMatrixGivesThePublishedScores() throws {
    let matrix = try ConfusionMatrix(classes: Emotion.classNames, counts: Self.publishedCounts)
    let evaluation = Evaluation(matrix, model: "audio", split: .test)
    #expect(evaluation.numRows == 4939)
    #expect(abs(evaluation.scores.accuracy - 0.8315) < 0.00005)
    #expect(abs(evaluation.scores.weightedF1 - 0.8237) < 0.00005)
    #expect(abs(evaluation.scores.macroF1 - 0.7248) < 0.00005)
    #expect(abs(evaluation.scores.unweightedAverageRecall - 0.697) < 0.0005)
    #expect(evaluation.majorityBaseline.emotion == "sad")
    #expect(abs(evaluation.majorityBaseline.scores.accuracy - 0.5135) < 0.00005)
  }

  @Test func ofEquallyProbableClassesTheFirstIsTheAnswer() {
    func answer(_ probabilities: [Float]) -> Int {
      Prediction(conversation: "1", turn: "0", probabilities: probabilities, modalities: [])
        .answerIndex
    }
    #expect(answer([0.5, 0.5]) == 0)
    #expect(answer([0.2, 0.4, 0.4]) == 1)
    #expect(answer([0, 0, 1]) == 2)
  }

  @Test func rowsWithoutALabelAreCountedAndLeftOut() throws {
    let evaluation = try Evaluation(.sample)
    #expect(evaluation.numRows == 2)
    #expect(evaluation.numUnlabelled == 1)
    #expect(evaluation.scores.accuracy == 1)
    #expect(
      evaluation.modalityCounts == ["audio": 1, "video": 0, "text": 1, "metadata": 1])
  }

  @Test func aTableWithoutLabelsCannotBeScored() {
    var table = PredictionTable.sample
    for index in table.rows.indices { table.rows[index].emotion = nil }
    #expect(throws: EvaluationError.noLabels(model: "audio", numRows: 3)) {
      try Evaluation(table)
    }
  }

  @Test func aTableThatBreaksItsSchemaCannotBeScored() {
    var table = PredictionTable.sample
    table.rows[0].probabilities = [0, 0, 1]
    let problem = PredictionTableError(
      "predictions of audio", line: 1, key: "probabilities",
      .wrongLength(expected: 2, found: 3))
    #expect(throws: EvaluationError.invalidTable(problem)) { try Evaluation(table) }
  }

  @Test func countsThatAreNoMatrixAreRefused() {
    for counts in [[[1, 2]], [[1, 2], [3]], [[1, -2], [3, 4]]] {
      #expect(throws: EvaluationError.self) {
        try ConfusionMatrix(classes: ["a", "b"], counts: counts)
      }
    }
    #expect(throws: EvaluationError.self) {
      try ConfusionMatrix(classes: ["a", "a"], counts: [[1, 2], [3, 4]])
    }
  }

  @Test func theJSONHasTheScoresAtItsTopAndReadsBack() throws {
    let evaluation = try Evaluation(.sample)
    let data = try evaluation.json()
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    for key in [
      "accuracy", "unweighted_average_recall", "macro_f1", "macro_precision", "macro_recall",
      "weighted_f1", "weighted_precision", "weighted_recall", "num_rows", "num_unlabelled",
      "majority_baseline", "per_class", "confusion_matrix", "model", "split", "inputs",
    ] { #expect(object[key] != nil, "\(key)") }
    #expect(try JSONDecoder().decode(Evaluation.self, from: data) == evaluation)
  }

  @Test func aBaselineNamesItsSplit() throws {
    let matrix = try ConfusionMatrix(classes: Emotion.classNames, counts: Self.publishedCounts)
    let comparison = EvaluationComparison(
      [.test, .validation].map { Evaluation(matrix, model: "audio", split: $0) })
    let lines = comparison.text.split(separator: "\n").filter { $0.hasPrefix("always sad") }
    #expect(lines.map { $0.contains("validation") } == [false, true])
    #expect(lines.allSatisfy { $0.contains("test") || $0.contains("validation") })
  }

  @Test func aComparisonShowsTheBaselineOnceForTheSameRows() throws {
    let matrix = try ConfusionMatrix(classes: Emotion.classNames, counts: Self.publishedCounts)
    let comparison = EvaluationComparison([
      Evaluation(matrix, model: "audio", split: .test),
      Evaluation(matrix, model: "fusion/average", split: .test),
    ])
    let lines = comparison.text.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.count { $0.hasPrefix("always sad") } == 1)
    // Columns are aligned: every line of the table is equally long.
    #expect(Set(lines.dropFirst().map(\.count)).count == 1)
  }
}
