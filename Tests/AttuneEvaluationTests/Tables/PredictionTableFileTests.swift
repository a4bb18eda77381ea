import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneEvaluation

@Suite struct PredictionTableFileTests {
  @Test func whatIsWrittenIsReadBackBitForBit() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("deep/predictions.jsonl")
      let table = PredictionTable.sample
      try table.write(to: file)
      #expect(try PredictionTable(contentsOf: file) == table)
    }
  }

  @Test func awkwardNumbersSurviveTheFile() throws {
    var table = PredictionTable.sample
    table.split = nil
    table.run = nil
    table.inputs = nil
    table.rows[0].logits = [.leastNonzeroMagnitude, -.greatestFiniteMagnitude]
    table.rows[0].probabilities = [1e-30, 1]
    let data = try table.jsonLines(name: "t")
    #expect(try PredictionTable(jsonLines: data, name: "t") == table)
  }

  @Test func whatOthersKeepInATableSurvivesTheFile() throws {
    var table = PredictionTable.sample
    table.numFolds = 5
    table.labelMap = LabelMapReference(
      name: "map.v1", sha256: String(repeating: "0a", count: 32))
    table.rows[0].attributes = [
      "audio_seconds": .number(2.75), "turn_index": .number(3), "topic": .text("\"work\"\n"),
    ]
    table.rows[1].hidden = [0.1, -2, 1e-20]
    let data = try table.jsonLines(name: "t")
    #expect(try PredictionTable(jsonLines: data, name: "t") == table)
    let line = try #require(data.split(separator: UInt8(ascii: "\n")).first)
    let object = try #require(JSONSerialization.jsonObject(with: line) as? [String: Any])
    let attributes = try #require(object["attributes"] as? [String: Any])
    #expect(attributes["turn_index"] as? Int == 3)
    #expect(object["out_of_fold"] as? Int == 5)
  }

  @Test func everyLineIsJSONThatFoundationReads() throws {
    let data = try PredictionTable.sample.jsonLines(name: "t")
    let lines = data.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 3)
    for line in lines {
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      #expect(object.count == 11)
      #expect(object["classes"] as? [String] == ["happy", "sad"])
      #expect(object["model"] as? String == "audio")
    }
  }

  @Test func optionalKeysMayBeAbsentAndKeysMayStandInAnyOrder() throws {
    let text = """
      { "model" : "theirs", "probabilities":[0.25,7.5E-1] ,"turn":"0","modalities":["video"],\
      "classes":["a","b"],"label":null,"conversation":"\\u00e9\\ud83d\\ude42\\/" }\r

      """
    let table = try PredictionTable(jsonLines: Data(text.utf8), name: "t")
    #expect(table.model == "theirs")
    #expect(table.split == nil && table.run == nil && table.inputs == nil)
    #expect(
      table.rows == [
        Prediction(
          conversation: "é🙂/", turn: "0", probabilities: [0.25, 0.75], modalities: [.video])
      ])
  }

  @Test(arguments: ["", #""probabilities":null,"#])
  func logitsAloneAreEnough(_ absent: String) throws {
    let text = """
      {"conversation":"1","turn":"0","label":"b","classes":["a","b","c"],"logits":[1,2,1001],\(absent)\
      "modalities":[],"model":"theirs"}
      {"conversation":"1","turn":"1","label":"b","classes":["a","b","c"],"logits":[0.5,0.5,-0.5],\
      "modalities":[],"model":"theirs"}
      """
    let table = try PredictionTable(jsonLines: Data(text.utf8), name: "t")
    #expect(table.rows[0].logits == [1, 2, 1001] && table.rows[0].probabilities == [0, 0, 1])
    // e / (2 e + 1), e / (2 e + 1), 1 / (2 e + 1)
    for (value, expected) in zip(table.rows[1].probabilities, [0.4223188, 0.4223188, 0.1553624]) {
      #expect(abs(Double(value) - expected) < 1e-7)
    }
  }

  @Test func theLastLineNeedsNoLineBreak() throws {
    var data = try PredictionTable.sample.jsonLines(name: "t")
    data.removeLast()
    #expect(try PredictionTable(jsonLines: data, name: "t") == .sample)
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    let data = try PredictionTable.sample.jsonLines(name: "t")
    let mark = Data([0xEF, 0xBB, 0xBF])
    #expect(try PredictionTable(jsonLines: mark + data, name: "t") == .sample)
    #expect(throws: PredictionTableError("t", .empty)) {
      try PredictionTable(jsonLines: mark, name: "t")
    }
  }

  @Test func aFileCutShortIsRefusedWhereverItIsCut() throws {
    let data = try PredictionTable.sample.jsonLines(name: "t")
    let complete = data.indices.filter { data[$0] == UInt8(ascii: "\n") }
    for length in 0..<data.count - 1
    where !complete.contains(length) && !complete.contains(length - 1) {
      #expect(throws: PredictionTableError.self) {
        try PredictionTable(jsonLines: Data(data[..<length]), name: "t")
      }
    }
  }

  @Test func changedBytesNeverBreakTheReader() throws {
    let data = try PredictionTable.sample.jsonLines(name: "t")
    var random = SystemlessGenerator(state: 42)
    for _ in 0..<3000 {
      var changed = data
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        changed[Int.random(in: 0..<data.count, using: &random)] =
          UInt8.random(in: 0...255, using: &random)
      }
      // Either a table or the error; what matters is that both are orderly ends.
      _ = try? PredictionTable(jsonLines: changed, name: "t")
    }
  }

  @Test func anAbsentFileIsNamed() {
    let file = URL(fileURLWithPath: "/nowhere/predictions.jsonl")
    #expect(
      throws: PredictionTableError(file.path, .inaccessible("no such file"))
    ) { try PredictionTable(contentsOf: file) }
  }

  @Test func invalidRowsAreNotWritten() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("predictions.jsonl")
      var table = PredictionTable.sample
      table.rows[1].probabilities = [.nan, 1]
      #expect(
        throws: PredictionTableError(
          file.path, line: 2, key: "probabilities", .notFinite(index: 0))
      ) { try table.write(to: file) }
      table.rows = []
      #expect(throws: PredictionTableError(file.path, .empty)) { try table.write(to: file) }
      #expect(!FileManager.default.fileExists(atPath: file.path))
    }
  }
}

/// SplitMix64: the same numbers everywhere.
struct SystemlessGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
