import AttuneCore
import Testing

@testable import AttuneEvaluation

@Suite struct LabelMapTableTests {
  private let map = LabelMapReference(name: "m.v1", sha256: String(repeating: "0", count: 64))
  private let emotions = ["glad": "happy", "proud": "happy", "down": "sad"]

  @Test func probabilitiesOfWordsAreSummedIntoClasses() throws {
    let table = PredictionTable(
      classes: ["proud", "down", "glad"], model: "m",
      rows: [
        Prediction(
          conversation: "1", turn: "0", emotion: "glad", logits: [0, 1, 2],
          probabilities: [0.25, 0.25, 0.5], modalities: [.text]),
        Prediction(
          conversation: "2", turn: "0", probabilities: [0, 1, 0], modalities: []),
      ])
    let mapped = try #require(table.mapped(emotions, to: ["happy", "sad"], by: map))
    #expect(mapped.labelMap == map && mapped.classes == ["happy", "sad"])
    #expect(mapped.rows[0].probabilities == [0.75, 0.25] && mapped.rows[0].logits == nil)
    #expect(mapped.rows.map(\.emotion) == ["happy", nil])
    let scores = try LabelMapScores(mapped, map: map, Resampling(numResamples: 20))
    #expect(scores.numRows == 1 && scores.scores.accuracy == 1)
  }

  @Test func labelsOfATableOfClassesFollowTheWordsOfItsRows() throws {
    var table = PredictionTable(
      classes: ["sad", "happy"], model: "m",
      rows: [
        Prediction(
          conversation: "1", turn: "0", emotion: "sad", probabilities: [0.25, 0.75],
          modalities: [.text], attributes: ["emotion_word": .text("glad")])
      ])
    let mapped = try #require(table.mapped(emotions, to: ["happy", "sad"], by: map))
    #expect(mapped.rows[0].emotion == "happy" && mapped.classes == table.classes)
    table.rows[0].attributes = [:]
    table = PredictionTable(classes: table.classes, model: "m", rows: Array(table.rows))
    #expect(table.mapped(emotions, to: ["happy", "sad"], by: map) == nil)
  }
}
