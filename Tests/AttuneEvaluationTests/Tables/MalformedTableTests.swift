import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

/// A wrong second line below a right first one, and what is said of it.
struct MalformedLine: CustomTestStringConvertible {
  let testDescription: String
  let key: String?
  let problem: PredictionTableError.Problem
  let line: String

  init(
    _ name: String, _ line: String, key: String?, _ problem: PredictionTableError.Problem
  ) {
    (testDescription, self.line, self.key, self.problem) = (name, line, key, problem)
  }

  /// A right line in which `text` was replaced.
  init(
    _ name: String, _ text: String, _ replacement: String, key: String?,
    _ problem: PredictionTableError.Problem
  ) {
    self.init(
      name, Self.right("1").replacing(text, with: replacement), key: key, problem)
  }

  static func right(_ turn: String) -> String {
    "{\"conversation\":\"7\",\"turn\":\"\(turn)\",\"label\":\"sad\",\"classes\":[\"happy\",\"sad\"],"
      + "\"logits\":[1.5,-2],\"probabilities\":[0.25,0.75],\"modalities\":[\"audio\"],"
      + "\"model\":\"audio\",\"split\":\"test\",\"run\":null,\"inputs\":null}"
  }

  static let all: [MalformedLine] = [
    .init("an empty line", "", key: nil, .malformed(byte: 1, reason: "the line ends")),
    .init("no object", "[1]", key: nil, .wrongKind(expected: "an object")),
    .init("no JSON", "model", key: nil, .malformed(byte: 1, reason: "expected a value")),
    .init(
      "text behind", "}", "} x", key: nil, .malformed(byte: 198, reason: "text behind the object")),
    .init(
      "missing brace", "null}", "null", key: nil, .malformed(byte: 196, reason: "expected '}'")),
    .init(
      "open string", "\"turn\"", "\"turn", key: nil, .malformed(byte: 28, reason: "expected ':'")),
    .init("number", "0.25", "0.25.1", key: nil, .malformed(byte: 111, reason: "expected ']'")),
    .init(
      "leading zero", "0.25", "00.25", key: nil, .malformed(byte: 107, reason: "malformed number")),
    .init("missing key", "\"model\":\"audio\",", "", key: "model", .missingKey),
    .init("missing label", "\"label\":\"sad\",", "", key: "label", .missingKey),
    .init(
      "no answer", "\"logits\":[1.5,-2],\"probabilities\":[0.25,0.75],", "", key: nil, .noAnswer),
    .init(
      "an answer of nothing", "\"logits\":[1.5,-2],\"probabilities\":[0.25,0.75]",
      "\"logits\":null,\"probabilities\":null", key: nil, .noAnswer),
    .init(
      "an infinite logit alone", "\"logits\":[1.5,-2],\"probabilities\":[0.25,0.75]",
      "\"logits\":[1.5,Infinity]", key: "logits", .notFinite(index: 1)),
    .init(
      "too few logits alone", "\"logits\":[1.5,-2],\"probabilities\":[0.25,0.75]",
      "\"logits\":[1.5]", key: "logits", .wrongLength(expected: 2, found: 1)),
    .init("unknown key", "\"run\"", "\"ruin\"", key: "ruin", .unknownKey),
    .init("repeated key", "\"run\":null", "\"turn\":\"2\"", key: "turn", .repeatedKey),
    .init(
      "turn is a number", "\"turn\":\"1\"", "\"turn\":1", key: "turn",
      .wrongKind(expected: "a string")),
    .init(
      "numbers are text", "0.25", "\"0.25\"", key: "probabilities", .wrongKind(expected: "a number")
    ),
    .init(
      "a null among numbers", "0.25", "null", key: "probabilities", .wrongKind(expected: "a number")
    ),
    .init(
      "probabilities are no array", "[0.25,0.75]", "{\"happy\":1}", key: "probabilities",
      .wrongKind(expected: "an array of numbers")),
    .init(
      "other classes", "[\"happy\",\"sad\"]", "[\"sad\",\"happy\"]", key: "classes",
      .differsFromFirstLine),
    .init(
      "other model", "\"model\":\"audio\"", "\"model\":\"video\"", key: "model",
      .differsFromFirstLine),
    .init("other split", "\"test\"", "\"train\"", key: "split", .differsFromFirstLine),
    .init("other run", "\"run\":null", "\"run\":\"x\"", key: "run", .differsFromFirstLine),
    .init(
      "too few probabilities", "[0.25,0.75]", "[1]", key: "probabilities",
      .wrongLength(expected: 2, found: 1)),
    .init(
      "too many logits", "[1.5,-2]", "[1,2,3]", key: "logits", .wrongLength(expected: 2, found: 3)),
    .init("sum", "0.25", "0.3", key: "probabilities", .wrongSum(Double(Float(0.3)) + 0.75)),
    .init("NaN", "0.25", "NaN", key: "probabilities", .notFinite(index: 0)),
    .init("infinite logit", "-2", "-Infinity", key: "logits", .notFinite(index: 1)),
    .init("overflowing logit", "-2", "1e999", key: "logits", .notFinite(index: 1)),
    .init(
      "negative", "[0.25,0.75]", "[-0.5,1.5]", key: "probabilities",
      .outOfRange(index: 0, value: -0.5)),
    .init(
      "unknown label", "\"label\":\"sad\"", "\"label\":\"glad\"", key: "label",
      .unknownName("glad", known: ["happy", "sad"])),
    .init(
      "unknown modality", "[\"audio\"]", "[\"smell\"]", key: "modalities",
      .unknownName("smell", known: ["audio", "video", "text", "metadata"])),
    .init(
      "unknown split", "\"test\"", "\"dev\"", key: "split",
      .unknownName("dev", known: ["train", "validation", "test"])),
    .init(
      "incomplete inputs", "\"inputs\":null", "\"inputs\":{\"context\":true}", key: "inputs",
      .wrongKind(
        expected:
          "true or false for each of context, dialogue, response, profiles, profile_id, topic, rationale"
      )),
    .init(
      "an attribute that is a list", "\"inputs\":null", "\"attributes\":{\"topic\":[1]}",
      key: "attributes", .wrongKind(expected: "a string or a number for each attribute")),
    .init(
      "an attribute twice", "\"inputs\":null",
      "\"attributes\":{\"topic\":\"a\",\"topic\":\"b\"}", key: "attributes",
      .repeatedName("topic")),
    .init(
      "an endless attribute", "\"inputs\":null", "\"attributes\":{\"audio_seconds\":1e999}",
      key: "attributes.audio_seconds", .notFinite(index: 0)),
    .init(
      "an attribute that is no number", "\"inputs\":null",
      "\"attributes\":{\"audio_seconds\":NaN}", key: "attributes.audio_seconds",
      .notFinite(index: 0)),
    .init(
      "no hidden number", "\"inputs\":null", "\"hidden\":[]", key: "hidden",
      .wrongKind(expected: "one number or more")),
    .init(
      "a hidden NaN", "\"inputs\":null", "\"hidden\":[1,NaN]", key: "hidden",
      .notFinite(index: 1)),
    .init(
      "folds on one line only", "\"inputs\":null", "\"out_of_fold\":5", key: "out_of_fold",
      .differsFromFirstLine),
    .init(
      "half a label map", "\"inputs\":null", "\"label_map\":{\"name\":\"a\"}", key: "label_map",
      .wrongKind(expected: "an object with name and sha256")),
    .init(
      "duplicate", "\"turn\":\"1\"", "\"turn\":\"0\"", key: nil,
      .duplicateRow(TurnKey(conversation: "7", turn: "0"), firstLine: 1)),
  ]
}

@Suite struct MalformedTableTests {
  @Test(arguments: MalformedLine.all)
  func aWrongLineIsRefusedByNameAndPlace(_ malformed: MalformedLine) throws {
    let text = MalformedLine.right("0") + "\n" + malformed.line + "\n"
    let expected = PredictionTableError("t.jsonl", line: 2, key: malformed.key, malformed.problem)
    #expect(throws: expected) {
      try PredictionTable(jsonLines: Data(text.utf8), name: "t.jsonl")
    }
    #expect(!expected.description.contains("\n"))
  }

  @Test func classesNeedNamesOfTheirOwn() {
    for classes in ["[]", "[\"sad\",\"sad\"]", "[\"\",\"sad\"]"] {
      let text = MalformedLine.right("0").replacing("[\"happy\",\"sad\"]", with: classes)
      #expect(throws: PredictionTableError("t", line: 1, key: "classes", .invalidClasses)) {
        try PredictionTable(jsonLines: Data(text.utf8), name: "t")
      }
    }
  }

  @Test(arguments: [
    ("\"out_of_fold\":1", "out_of_fold", PredictionTableError.Problem.tooFewFolds(1)),
    ("\"out_of_fold\":2.5", "out_of_fold", .wrongKind(expected: "an integer")),
    ("\"label_map\":{\"name\":\"a\",\"sha256\":\"x\"}", "label_map", .invalidLabelMap),
  ])
  func whatIsSaidOfTheWholeTableIsChecked(
    _ wrong: (text: String, key: String, problem: PredictionTableError.Problem)
  ) {
    let text = MalformedLine.right("0").replacing("\"inputs\":null", with: wrong.text)
    #expect(throws: PredictionTableError("t", line: 1, key: wrong.key, wrong.problem)) {
      try PredictionTable(jsonLines: Data(text.utf8), name: "t")
    }
  }

  @Test func hiddenNumbersAreEquallyManyOnAllLines() {
    let lines = ["[1,2]", "[1,2,3]"].enumerated().map { index, hidden in
      MalformedLine.right("\(index)").replacing("\"inputs\":null", with: "\"hidden\":\(hidden)")
    }
    let problem = PredictionTableError.Problem.differentLength(expected: 2, found: 3)
    #expect(throws: PredictionTableError("t", line: 2, key: "hidden", problem)) {
      try PredictionTable(jsonLines: Data(lines.joined(separator: "\n").utf8), name: "t")
    }
  }

  @Test func anEmptyFileIsNoTable() {
    #expect(throws: PredictionTableError("t", .empty)) {
      try PredictionTable(jsonLines: Data(), name: "t")
    }
  }

  @Test func textThatIsNoUTF8IsRefused() {
    var bytes = Array(MalformedLine.right("0").utf8)
    bytes[17] = 0xff
    #expect(throws: PredictionTableError.self) {
      try PredictionTable(jsonLines: Data(bytes), name: "t")
    }
  }

  @Test func endlessNestingIsRefused() {
    let text = "{\"other\":" + String(repeating: "[", count: 100_000)
    #expect(throws: PredictionTableError.self) {
      try PredictionTable(jsonLines: Data(text.utf8), name: "t")
    }
  }

  @Test func theMessageSaysFileLineKeyAndValue() {
    let error = PredictionTableError("t.jsonl", line: 3, key: "probabilities", .wrongSum(1.25))
    #expect(error.description == "t.jsonl, line 3, probabilities: the sum is 1.25, not 1")
  }
}
