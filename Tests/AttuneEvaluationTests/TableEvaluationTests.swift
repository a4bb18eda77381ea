import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

/// What every evaluation folder has, whoever writes it.
@Suite struct TableEvaluationTests {
  private let resampling = Resampling(numResamples: 200, seed: 3)

  private func table(_ model: String, _ split: Split?, seed: UInt64) -> PredictionTable {
    var table = MadeTables.table(
      model, accuracy: 0.7, labelSeed: split == .test ? 1 : 2, seed: seed, split: split, run: "r")
    let rows = table.rows.enumerated().map { index, row in
      var row = row
      row.attributes = ["topic": .text("\(index % 3)")]
      return row
    }
    table.rows = PredictionRows(rows)
    return table
  }

  @Test func allThatIsKnownStandsBesideTheScores() throws {
    let test = table("audio", .test, seed: 1)
    let text = table("text", .test, seed: 2)
    let others = [
      table("audio", .train, seed: 3), table("audio", .validation, seed: 4), test, text,
      table("text", .validation, seed: 5),
    ]
    let evaluation = try TableEvaluation(test, among: others, resampling: resampling).evaluation
    #expect(evaluation.metadataBaseline?.fit.split == .train)
    #expect(evaluation.drift == (try SplitDrift(validation: others[1], test: test, resampling)))
    #expect(evaluation.baselines == [try PairedComparison(text, test, resampling)])
    #expect(evaluation.intervals != nil)
  }

  @Test func withoutResamplesOnlyFiguresAreGiven() throws {
    let others = [table("audio", .validation, seed: 4), table("text", .test, seed: 5)]
    let evaluation = try TableEvaluation(
      table("audio", .test, seed: 1), among: others, resampling: nil
    ).evaluation
    #expect(evaluation.metadataBaseline?.fit.split == .validation)
    #expect(evaluation.drift == nil && evaluation.baselines.isEmpty)
    #expect(evaluation.intervals == nil)
  }

  @Test func whatCannotStandBesideTheScoresIsSaid() throws {
    func notes(
      _ split: Split?, _ others: [Split], isResampled: Bool = true
    ) throws -> [String] {
      let judged = try TableEvaluation(
        table("audio", split, seed: 1), among: others.map { table("audio", $0, seed: 2) },
        resampling: isResampled ? resampling : nil)
      let evaluation = judged.evaluation
      #expect(evaluation.notes.allSatisfy { evaluation.text.contains("\n\($0)\n") })
      let read = try JSONDecoder().decode(Evaluation.self, from: evaluation.json())
      #expect(read.notes == evaluation.notes)
      return evaluation.notes
    }
    let nothing = "metadata only and the alarm: no train or validation table given"
    #expect(try notes(.test, []) == [nothing])
    #expect(try notes(.test, [.train, .validation]) == [])
    #expect(try notes(.test, [.validation]) == [])
    #expect(try notes(.test, [.train]) == ["the alarm: no validation table given"])
    #expect(
      try notes(.test, [], isResampled: false)
        == ["metadata only: no train or validation table given"])
    #expect(try notes(.validation, []) == ["metadata only: no train table given"])
    #expect(try notes(.train, []) == [])
    #expect(
      try notes(nil, []) == ["metadata only and the alarm: the table does not name its split"])
    let bare = MadeTables.table("audio", accuracy: 0.7, seed: 1)
    let others = [MadeTables.table("audio", accuracy: 0.7, seed: 2, split: .validation)]
    #expect(
      try TableEvaluation(bare, among: others, resampling: resampling).evaluation.notes
        == ["metadata only: no attributes or no labels to fit it on"])
  }

  @Test func aTextTableOfOtherRowsIsNoBaseline() throws {
    let test = table("audio", .test, seed: 1)
    let elsewhere = MadeTables.table("text", accuracy: 0.6, seed: 2, name: "other")
    let otherLabels = MadeTables.table("text", accuracy: 0.6, labelSeed: 9, seed: 2)
    var otherClasses = MadeTables.table("text", accuracy: 0.6, seed: 2)
    otherClasses.classes = ["a", "b", "d"]
    for others in [[elsewhere], [otherLabels], [otherClasses]] {
      let judged = try TableEvaluation(test, among: others, resampling: resampling)
      #expect(judged.evaluation.baselines.isEmpty)
    }
    // Who names it wants to know.
    #expect(throws: EvaluationError.self) {
      try TableEvaluation(test, among: [], baselines: [elsewhere], resampling: resampling)
    }
  }

  @Test func aTextTableThatIsGivenTwiceIsComparedOnce() throws {
    let (test, text) = (table("audio", .test, seed: 1), table("text", .test, seed: 2))
    let judged = try TableEvaluation(
      test, among: [test, text], baselines: [text, table("text", .validation, seed: 2)],
      resampling: resampling)
    #expect(judged.evaluation.baselines.map(\.first) == ["text"])
    let own = try TableEvaluation(text, among: [test, text], resampling: resampling)
    #expect(own.evaluation.baselines.isEmpty)
  }

  @Test func everyLabelMapThatTheRowsKnowIsScored() throws {
    func evaluation(word: String) throws -> Evaluation {
      let row = Prediction(
        conversation: "1", turn: "0", emotion: "sad",
        probabilities: Emotion.classNames.map { $0 == "surprised" ? 1 : 0 }, modalities: [],
        attributes: ["emotion_word": .text(word)])
      let table = PredictionTable(classes: Emotion.classNames, model: "m", rows: [row])
      return try TableEvaluation(table, among: [], resampling: nil).evaluation
    }
    let scores = try evaluation(word: "devastated").labelMapScores
    #expect(scores.map(\.map) == LabelMap.all.compactMap(\.reference))
    #expect(scores.map(\.scores.accuracy) == [1, 0])
    // Words of another annotation are under no map.
    #expect(try evaluation(word: "meh").labelMapScores.isEmpty)
  }
}
