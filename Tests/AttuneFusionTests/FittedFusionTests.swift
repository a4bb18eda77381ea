import AttuneCore
import AttuneEvaluation
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneFusion

@Suite struct FittedFusionTests {
  /// With weights a weighted mean, else the average.
  private func fusion(
    _ weights: [Double]? = nil, models: [String] = ["audio", "video"]
  ) throws -> FittedFusion {
    try FittedFusion(
      strategy: weights == nil ? .average : .weighted,
      rule: weights.map { WeightedRule(weights: $0) } ?? AverageRule(), models: models,
      classes: ["happy", "sad"])
  }

  @Test func oneClipIsFusedByTheWeights() throws {
    let probabilities: [String: [Float]] = ["audio": [1, 0], "video": [0, 1]]
    #expect(try fusion().combine(probabilities) == [0.5, 0.5])
    #expect(try fusion([0.25, 0.75]).combine(probabilities) == [0.25, 0.75])
  }

  @Test func theWeightOfAnAbsentModelGoesToTheOthersInProportion() throws {
    let fusion = try fusion([0.2, 0.2, 0.6], models: ["a", "b", "c"])
    #expect(try fusion.combine(["b": [0.25, 0.75]]) == [0.25, 0.75])
    let fused = try fusion.combine(["a": [1, 0], "c": [0, 1]])
    expectAllClose(fused, [0.25, 0.75])
  }

  @Test func aModelWithoutWeightAnswersWhereItIsAlone() throws {
    let fusion = try fusion([1, 0])
    #expect(try fusion.combine(["video": [0.25, 0.75]]) == [0.25, 0.75])
  }

  @Test func whatDoesNotFitTheFusionIsRefused() throws {
    let fusion = try fusion()
    #expect(throws: FusionError.unknownModel("text", known: ["audio", "video"])) {
      try fusion.combine(["text": [1, 0]])
    }
    #expect(throws: FusionError.noModel(known: ["audio", "video"])) {
      try fusion.combine([:])
    }
    let invalid: [[Float]] = [[1], [0.5, 0.6], [-0.5, 1.5], [.nan, 1], [.infinity, 0]]
    for values in invalid {
      #expect(throws: FusionError.self) { try fusion.combine(["audio": values]) }
    }
  }

  @Test func aFittedFusionReadsBackAsItWasWritten() throws {
    let tables = ["audio", "video"].map { name in
      Constructed.table(name, labels: Constructed.labels(12)) { index, label in
        Constructed.sure(
          of: (name == "audio") == (index < 7) ? label : (label + 1) % 3, 0.7)
      }
    }
    try withTemporaryFolder { folder in
      for strategy in LateFusion.allCases where strategy != .adaptive {
        let file = folder.appendingPathComponent("\(strategy)/fusion.json")
        let fusion = try strategy.fitted(on: tables)
        try fusion.write(to: file)
        #expect(try FittedFusion(contentsOf: file) == fusion)
      }
    }
  }

  @Test(arguments: [
    ("{", "no JSON"),
    ("[]", "expected"),
    (#"{"strategy":"average","models":["a","b"]}"#, "classes: the key is missing"),
    (#"{"strategy":"magic","models":["a","b"],"classes":["x"]}"#, "strategy"),
    (#"{"strategy":"weighted","models":["a","b"],"classes":["x"]}"#, "weights"),
    (
      #"{"strategy":"weighted","models":["a","b"],"classes":["x"],"weights":[1]}"#,
      "1 weights for 2 models"
    ),
    (
      #"{"strategy":"weighted","models":["a","b"],"classes":["x"],"weights":[2,-1]}"#, "negative"
    ),
    (#"{"strategy":"weighted","models":["a","b"],"classes":["x"],"weights":[1,1]}"#, "sum"),
    (#"{"strategy":"average","models":["a","a"],"classes":["x"]}"#, "same name"),
    (#"{"strategy":"average","models":["a","b"],"classes":["x","x"]}"#, "class"),
    (#"{"strategy":"average","models":["a"],"classes":["x"]}"#, "two models"),
    (#"{"strategy":"average","models":["a","b"],"classes":"x"}"#, "classes: expected"),
  ])
  func aWrongFileIsRefusedInOneLine(_ text: String, _ part: String) throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("fusion.json")
      try Data(text.utf8).write(to: file)
      let error = #expect(throws: FusionError.self) { try FittedFusion(contentsOf: file) }
      let message = error?.description ?? ""
      #expect(message.hasPrefix(file.path) && message.contains(part), "\(message)")
      #expect(!message.contains("\n"))
    }
  }

  @Test func anAbsentFileIsNamed() {
    let file = URL(fileURLWithPath: "/nowhere/fusion.json")
    #expect(throws: FusionError.invalidFile(path: file.path, reason: "no such file")) {
      try FittedFusion(contentsOf: file)
    }
  }

  @Test func tablesOfOtherModelsAreRefused() throws {
    let tables = ["audio", "text"].map { name in
      Constructed.table(name, labels: Constructed.labels(3)) { _, label in
        Constructed.sure(of: label)
      }
    }
    let fusion = try FittedFusion(
      strategy: .average, rule: AverageRule(), models: ["audio", "video"],
      classes: Constructed.classes)
    #expect(throws: FusionError.unknownModel("text", known: ["audio", "video"])) {
      try fusion.fuse(tables)
    }
  }
}
