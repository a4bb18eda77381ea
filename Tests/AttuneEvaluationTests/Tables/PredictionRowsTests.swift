import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneEvaluation

@Suite struct PredictionRowsTests {
  /// Rows in which every optional part is now there, now not.
  private static let various = [
    Prediction(
      conversation: "1", turn: "0", emotion: "b", probabilities: [0.5, 0.5], modalities: []),
    Prediction(
      conversation: "1", turn: "1", logits: [1, -2], probabilities: [1, 0],
      modalities: [.audio, .metadata], attributes: ["age": .text("young"), "seconds": .number(2)]),
    Prediction(
      conversation: "2", turn: "0", emotion: "a", probabilities: [0, 1], modalities: [.text],
      attributes: ["age": .number(31), "topic": .text("work")], hidden: [1, 2, 3]),
    Prediction(
      conversation: "1", turn: "2", emotion: "b", logits: [0, 0], probabilities: [0.25, 0.75],
      modalities: Modality.allCases, hidden: [0, 0, 0.5]),
  ]

  @Test func rowsComeBackAsTheyWereStored() {
    let rows = PredictionRows(Self.various)
    #expect(Array(rows) == Self.various)
    #expect(rows.conversationIndices == [0, 0, 1, 0])
    #expect(rows.numConversations == 2)
    #expect(rows.numClasses == 2 && rows.hiddenSize == 3)
  }

  @Test func anyRowCanBecomeAnyOther() {
    for (first, second) in [(0, 1), (1, 0), (2, 1), (1, 2), (3, 0)] {
      var rows = PredictionRows(Self.various)
      rows[first] = Self.various[second]
      var expected = Self.various
      expected[first] = expected[second]
      #expect(Array(rows) == expected)
    }
  }

  @Test func piecesMakeTheWhole() {
    for cut in 0...Self.various.count {
      var rows = PredictionRows(numClasses: 2)
      rows.append(contentsOf: PredictionRows(Self.various[..<cut]))
      rows.append(contentsOf: PredictionRows(Self.various[cut...]))
      #expect(Array(rows) == Self.various)
    }
  }

  @Test func rowsThatDoNotFitAreKeptForTheCheckToName() throws {
    var rows = PredictionRows(Self.various)
    let wrong = Prediction(
      conversation: "9", turn: "0", probabilities: [1, 0, 0], modalities: [.video])
    rows[1] = wrong
    #expect(rows[1] == wrong)
    rows[1] = Self.various[1]
    #expect(Array(rows) == Self.various)
  }

  @Test func labelsAndAnswersArePositionsOfClasses() {
    let table = PredictionTable(classes: ["b", "a"], model: "m", rows: Self.various)
    #expect(table.labelIndices == [0, -1, 1, 0])
    #expect(table.answerIndices == [0, 0, 1, 1])
  }

  @Test func thousandsOfTextsKeepTheirCodes() {
    var strings = InternedStrings()
    let texts = (0..<5000).map { "conversation \($0 * $0)" }
    let codes = texts.map { strings.code(of: $0) }
    #expect(codes == (0..<5000).map(Int32.init))
    #expect(texts.reversed().map { strings.code(of: $0) } == codes.reversed())
    #expect(strings.all == texts)
  }

  @Test func manyPiecesOfAFileAreReadInOrder() throws {
    var rows = PredictionRows(numClasses: 2)
    for index in 0..<300 {
      let share = Float(index) / 300
      rows.append(
        Prediction(
          conversation: "\(index / 3)", turn: "\(index % 3)", emotion: index % 2 == 0 ? "a" : "b",
          logits: [share, -share], probabilities: [share, 1 - share], modalities: [.text]))
    }
    let table = PredictionTable(classes: ["a", "b"], model: "m", rows: rows)
    var data = try table.jsonLines(name: "t")
    func read(_ pieceBytes: Int) throws -> PredictionTable {
      try data.withUnsafeBytes {
        try PredictionLines.read($0, name: "t", pieceBytes: pieceBytes)
      }
    }
    for pieceBytes in [1, 100, 1000, 1 << 20] {
      #expect(try read(pieceBytes) == table)
      #expect(try read(pieceBytes).rows.conversationIndices == rows.conversationIndices)
    }
    // The line of an error counts from the start of the file, not of the piece.
    data.append(contentsOf: Data("{}\n".utf8))
    #expect(throws: PredictionTableError("t", line: 301, key: "conversation", .missingKey)) {
      try read(100)
    }
  }
}
