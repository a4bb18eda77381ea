import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

/// What `Scripts/fixtures/metadata_baseline.py` wrote.
private struct MetadataFixture: Decodable {
  struct Row: Decodable {
    let attributes: [String: AttributeValue]
    let label: String
    let probabilities: [Double]
  }

  let classes: [String]
  let fitted: [Row]
  let scored: [Row]

  static func load() throws -> MetadataFixture {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let data = try Data(contentsOf: folder.appendingPathComponent("metadata_baseline.json"))
    return try JSONDecoder().decode(MetadataFixture.self, from: data)
  }

  func table(_ rows: KeyPath<MetadataFixture, [Row]>, _ split: Split) -> PredictionTable {
    PredictionTable(
      classes: classes, model: "audio", split: split,
      rows: self[keyPath: rows].enumerated().map { index, row in
        Prediction(
          conversation: "\(index)", turn: "0", emotion: row.label, logits: [0, 0, 0],
          probabilities: [0.2, 0.3, 0.5], modalities: [.audio, .metadata],
          attributes: row.attributes, hidden: [1])
      })
  }
}

@Suite struct MetadataBaselineTests {
  /// Single precision of the table's probabilities.
  private static let tolerance = 1e-6

  private func table(_ rows: [(label: String?, [String: AttributeValue])]) -> PredictionTable {
    PredictionTable(
      classes: ["a", "b", "c"], model: "m", split: .train,
      rows: rows.enumerated().map { index, row in
        Prediction(
          conversation: "\(index)", turn: "0", emotion: row.label, probabilities: [1, 0, 0],
          modalities: [.text], attributes: row.1)
      })
  }

  @Test func probabilitiesEqualThoseOfScikitLearn() throws {
    let fixture = try MetadataFixture.load()
    let baseline = try #require(try MetadataBaseline(fittedOn: fixture.table(\.fitted, .train)))
    #expect(
      baseline.fit.attributes == ["speaker_age", "speaker_gender", "topic", "turn_index"])
    #expect(baseline.fit.split == .train && baseline.fit.numRows == 120)
    let table = try baseline.predictions(for: fixture.table(\.scored, .test))
    #expect(table.model == "metadata only" && table.split == .test)
    for (row, expected) in zip(table.rows, fixture.scored) {
      #expect(row.emotion == expected.label && row.attributes == expected.attributes)
      #expect(row.logits == nil && row.hidden == nil && row.modalities == [.metadata])
      for (value, wanted) in zip(row.probabilities, expected.probabilities) {
        #expect(abs(Double(value) - wanted) < Self.tolerance)
      }
    }
  }

  @Test func classesAreAlignedByName() throws {
    let fixture = try MetadataFixture.load()
    let baseline = try #require(try MetadataBaseline(fittedOn: fixture.table(\.fitted, .train)))
    var turned = fixture.table(\.scored, .test)
    turned.classes.reverse()
    let (table, other) = (
      try baseline.predictions(for: fixture.table(\.scored, .test)),
      try baseline.predictions(for: turned)
    )
    #expect(table.rows[3].probabilities == other.rows[3].probabilities.reversed())
    turned.classes[0] = "afraid"
    for index in turned.rows.indices { turned.rows[index].emotion = nil }
    #expect(throws: EvaluationError.self) { try baseline.predictions(for: turned) }
  }

  @Test func whatTellsNothingIsLeftOut() throws {
    var rows: [(label: String?, [String: AttributeValue])] = []
    for index in 0..<30 {
      let (number, parity) = (Double(index), AttributeValue.text("\(index % 2)"))
      let attributes: [String: AttributeValue] = [
        "emotion_word": parity, "audio_seconds": .number(number), "num_words": .number(number),
        "face_share": .number(number / 30), "speaker_age": .text("young"), "own_text": parity,
      ]
      let label = index % 2 == 0 ? "a" : "b"
      rows.append((index % 5 == 0 ? nil : label, attributes))
    }
    let baseline = try #require(try MetadataBaseline(fittedOn: table(rows)))
    #expect(baseline.fit.attributes == ["own_text"] && baseline.fit.numRows == 24)
    // A value that was never seen, and none at all, say no more than how frequent classes are.
    let unseen = try baseline.predictions(
      for: table([("a", ["own_text": .text("7")]), ("b", [:])]))
    #expect(unseen.rows[0].probabilities == [0.5, 0.5, 0])
    #expect(unseen.rows[1].probabilities == [0.5, 0.5, 0])
  }

  @Test func itIsFittedOnTheTrainSplitOrElseOnValidation() throws {
    let fixture = try MetadataFixture.load()
    let test = fixture.table(\.scored, .test)
    let validation = fixture.table(\.fitted, .validation)
    let train = fixture.table(\.fitted, .train)
    func split(_ table: PredictionTable, _ tables: [PredictionTable]) throws -> Split? {
      try MetadataBaseline(beside: table, among: tables)?.fit.split
    }
    #expect(try split(test, [test, validation, train]) == .train)
    #expect(try split(test, [test, validation]) == .validation)
    #expect(try split(validation, [test, validation, train]) == .train)
    #expect(try split(validation, [test, validation]) == nil)
    #expect(try split(train, [test, validation, train]) == nil)
    var other = train
    other.run = "another"
    #expect(try split(test, [test, other]) == nil)
  }

  @Test func theEvaluationShowsItBesideTheConstantAnswer() throws {
    let fixture = try MetadataFixture.load()
    let test = fixture.table(\.scored, .test)
    let metadata = try #require(try MetadataBaseline(fittedOn: fixture.table(\.fitted, .train)))
    let evaluation = try Evaluation(test, metadata: metadata)
    let scores = try #require(evaluation.metadataBaseline).scores
    #expect(scores == (try Evaluation(metadata.predictions(for: test)).scores))
    #expect(scores.accuracy > evaluation.majorityBaseline.scores.accuracy)
    #expect(
      evaluation.text.contains(
        "metadata only: naive Bayes over speaker_age, speaker_gender, topic, turn_index, fitted on "
          + "the 120 rows of the train split\n"))
    #expect(EvaluationComparison([evaluation]).text.contains("\nmetadata only"))
    let read = try JSONDecoder().decode(Evaluation.self, from: evaluation.json())
    #expect(read == evaluation)
    #expect(try Evaluation(test).metadataBaseline == nil)
  }

  @Test func withoutLabelsOrAttributesThereIsNone() throws {
    let attributes: [String: AttributeValue] = ["topic": .text("x")]
    #expect(try MetadataBaseline(fittedOn: table([("a", [:]), ("b", [:])])) == nil)
    #expect(try MetadataBaseline(fittedOn: table([("a", attributes), ("b", attributes)])) == nil)
    #expect(try MetadataBaseline(fittedOn: table([(nil, attributes), (nil, [:])])) == nil)
  }
}
