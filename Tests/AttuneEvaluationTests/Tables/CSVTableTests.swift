import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneEvaluation

@Suite struct CSVTableTests {
  private func read(_ text: String) throws -> PredictionTable {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("theirs.csv")
      try Data(text.utf8).write(to: file)
      return try PredictionTable(contentsOf: file)
    }
  }

  @Test func aTableIsReadByTheNamesOfItsColumns() throws {
    let table = try read(
      """
      turn,conversation,p_happy,probability:sad,label,modalities,split,attribute:topic,attribute:age
      0,"a ""b"", c",0.25,0.75,sad,audio text,test,"two
      lines",31\r
      1,x,1,0,,,test,,
      """)
    #expect(table.classes == ["happy", "sad"])
    #expect(table.model == "theirs" && table.split == .test)
    #expect(
      Array(table.rows) == [
        Prediction(
          conversation: "a \"b\", c", turn: "0", emotion: "sad", probabilities: [0.25, 0.75],
          modalities: [.audio, .text],
          attributes: ["topic": .text("two\nlines"), "age": .number(31)]),
        Prediction(conversation: "x", turn: "1", probabilities: [1, 0], modalities: []),
      ])
  }

  @Test func logitsAloneAreEnough() throws {
    let table = try read("conversation,turn,label,logit:a,logit:b\n1,0,a,0.5,-1000\n")
    #expect(table.classes == ["a", "b"])
    #expect(table.rows[0].logits == [0.5, -1000] && table.rows[0].probabilities == [1, 0])
  }

  @Test(arguments: [
    ("conversation,turn,label,p_a,smell\n", 1, "smell", PredictionTableError.Problem.unknownKey),
    ("conversation,turn,p_a\n", 1, "label", .missingKey),
    ("conversation,turn,label\n", 1, "p_<class> or logit:<class>", .missingKey),
    (
      "conversation,turn,label,logit:a,logit:b\n1,0,a,1,\n", 2, "logits",
      .wrongLength(expected: 2, found: 1)
    ),
    ("conversation,turn,label,p_a,p_a\n", 1, "p_a", .repeatedKey),
    ("conversation,turn,label,p_a\n1,0,a,1\n1,1,a,x\n", 3, "p_a", .wrongKind(expected: "a number")),
    (
      "conversation,turn,label,p_a\n1,0,\"a\nb\",1\n", 2, "label",
      .unknownName("a\nb", known: ["a"])
    ),
    ("conversation,turn,label,p_a\n1,\"0\n\",a,1\n1,1,a,0.5\n", 4, "probabilities", .wrongSum(0.5)),
    (
      "conversation,turn,label,p_a,split\n1,0,a,1,test\n1,1,a,1,train\n", 3, "split",
      .differsFromFirstLine
    ),
  ])
  func whatIsWrongIsNamedWithItsLine(
    _ wrong: (text: String, line: Int, key: String, problem: PredictionTableError.Problem)
  ) throws {
    let error = #expect(throws: PredictionTableError.self) { try read(wrong.text) }
    #expect(error?.line == wrong.line && error?.key == wrong.key)
    #expect(error?.problem == wrong.problem)
  }

  @Test func aRowNeedsProbabilitiesOrLogits() {
    let error = #expect(throws: PredictionTableError.self) {
      try read("conversation,turn,label,logit:a,logit:b\n1,0,a,,\n")
    }
    #expect(error?.line == 2 && error?.key == nil && error?.problem == .noAnswer)
  }

  @Test func emptyLinesAreNoRecords() throws {
    let plain = try read("conversation,turn,label,p_a,p_b\n1,0,a,0.75,0.25\n2,0,b,1,0\n")
    let spaced = try read(
      "\u{FEFF}\n\nconversation,turn,label,p_a,p_b\r\n\r\n1,0,a,0.75,0.25\r\n\n2,0,b,1,0\n\n\n")
    #expect(plain == spaced)
    let error = #expect(throws: PredictionTableError.self) {
      try read("\nconversation,turn,label,p_a,p_b\n\n1,0,a,0.75,0.5\n")
    }
    #expect(error?.line == 4)
  }

  @Test func brokenRecordsAndEmptyFilesAreRefused() {
    let head = "conversation,turn,label,p_a\n"
    for text in ["", head, head + "1,0,a\n", head + "1,0,\"a,1\n", head + "1,0,\"a\"x,1\n"] {
      #expect(throws: PredictionTableError.self) { try read(text) }
    }
  }
}
