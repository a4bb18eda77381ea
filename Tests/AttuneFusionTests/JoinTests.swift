import AttuneCore
import AttuneEvaluation
import AttuneTestSupport
import Testing

@testable import AttuneFusion

@Suite struct JoinTests {
  let labels = Constructed.labels(6)

  private func good(_ model: String, split: Split? = .validation) -> PredictionTable {
    Constructed.table(model, labels: labels, split: split) { _, label in
      Constructed.sure(of: label)
    }
  }

  private func fuse(_ tables: PredictionTable...) throws -> FusedPredictions {
    try LateFusion.average.fitted(on: tables).fuse(tables)
  }

  @Test func classesAreAlignedByName() throws {
    let first = good("audio")
    var second = first
    second.model = "video"
    second.classes = ["fear", "happy", "sad"]
    for index in second.rows.indices {
      let old = second.rows[index].probabilities
      second.rows[index].probabilities = [old[2], old[0], old[1]]
    }
    let fused = try fuse(first, second)
    #expect(fused.table.classes == first.classes)
    for (row, expected) in zip(fused.table.rows, first.rows) {
      #expect(row.probabilities == expected.probabilities)
      #expect(row.emotion == expected.emotion)
    }
    // The table says so whichever comes first, and in the fusion's order.
    let fusion = try LateFusion.average.fitted(on: [first, second])
    #expect(try fusion.fuse([second, first]).table.rows == fused.table.rows)
  }

  @Test func rowsMissingInOneTableAreFusedFromTheOthersAndCounted() throws {
    let audio = good("audio")
    let video = Constructed.table("video", labels: labels, modalities: [.video]) { index, _ in
      index == 2 || index == 4 ? nil : Constructed.sure(of: 0)
    }
    let fused = try fuse(audio, video)
    #expect(fused.table.rows.count == 6)
    #expect(fused.numComplete == 4)
    #expect(fused.numMissing == ["audio": 0, "video": 2])
    #expect(fused.table.rows[2].probabilities == audio.rows[2].probabilities)
    #expect(fused.table.rows[2].modalities == [.text])
    #expect(fused.table.rows[1].modalities == [.video, .text])
    expectAllClose(fused.table.rows[1].probabilities, [0.45, 0.45, 0.1])
  }

  @Test func aFusedTableObeysTheSchemaAndIsNamedForItsStrategy() throws {
    var (audio, video) = (good("audio", split: .test), good("video", split: .test))
    video.split = nil
    (audio.run, video.run) = ("a", "v")
    (audio.inputs, video.inputs) = (.honest, .reference)
    let table = try fuse(audio, video).table
    try table.validate(name: "fused")
    #expect(table.model == "fusion/average")
    #expect(table.split == .test)
    #expect(table.run == "a + v")
    #expect(table.inputs == .reference)
  }

  @Test func oneTableIsNoFusion() {
    #expect(throws: FusionError.tooFewTables(1)) { try fuse(good("audio")) }
  }

  @Test func twoTablesOfOneModelAreRefused() {
    #expect(throws: FusionError.repeatedModel("audio")) {
      try fuse(good("audio"), good("audio"))
    }
  }

  @Test func otherClassesAreNamed() {
    let video = Constructed.table("video", labels: labels, classes: ["happy", "sad", "anger"]) {
      _, label in Constructed.sure(of: label)
    }
    let expected = FusionError.differentClasses(
      model: "audio", only: ["fear"], other: "video", onlyOther: ["anger"])
    #expect(throws: expected) { try fuse(good("audio"), video) }
  }

  @Test func oneClassMoreIsNamed() {
    let video = Constructed.table(
      "video", labels: labels, classes: ["happy", "sad", "fear", "anger"]
    ) { _, label in Constructed.sure(of: label) + [0] }
    let expected = FusionError.differentClasses(
      model: "audio", only: [], other: "video", onlyOther: ["anger"])
    #expect(throws: expected) { try fuse(good("audio"), video) }
  }

  @Test func aTurnWithTwoLabelsIsNamed() {
    var video = good("video")
    video.rows[3].emotion = "fear"
    let expected = FusionError.differentLabels(
      TurnKey(conversation: "3", turn: "0"), model: "audio", label: "happy", other: "video",
      otherLabel: "fear")
    #expect(throws: expected) { try fuse(good("audio"), video) }
  }

  @Test func aLabelThatOneTableLacksIsTakenFromTheOther() throws {
    var audio = good("audio")
    for index in audio.rows.indices { audio.rows[index].emotion = nil }
    #expect(try fuse(audio, good("video")).table.rows[1].emotion == "sad")
  }

  @Test func tablesOfDifferentSplitsAreRefused() {
    let expected = FusionError.differentSplits(
      model: "audio", split: "test", other: "video", otherSplit: "validation")
    #expect(throws: expected) { try fuse(good("audio", split: .test), good("video")) }
  }

  @Test func tablesWithoutACommonRowAreRefused() {
    var video = good("video")
    for index in video.rows.indices { video.rows[index].conversation = "v\(index)" }
    let expected = FusionError.nothingInCommon(
      models: ["audio"], row: TurnKey(conversation: "0", turn: "0"), others: ["video"],
      otherRow: TurnKey(conversation: "v0", turn: "0"), split: "validation")
    #expect(throws: expected) { try fuse(good("audio"), video) }
  }

  /// A copy under another name with only some of the rows.
  private func part(_ model: String, _ rows: Range<Int>) -> PredictionTable {
    Constructed.table(model, labels: labels, split: nil) { index, label in
      rows.contains(index) ? Constructed.sure(of: label) : nil
    }
  }

  @Test func tablesOfTwoSplitsThatNameNoneAreRefused() {
    let tables = [part("a-val", 0..<4), part("a-test", 4..<6), part("b-val", 2..<4)]
    let expected = FusionError.nothingInCommon(
      models: ["a-val", "b-val"], row: TurnKey(conversation: "0", turn: "0"),
      others: ["a-test", "b-test"], otherRow: TurnKey(conversation: "4", turn: "0"), split: nil)
    #expect(throws: expected) {
      try LateFusion.average.fitted(on: tables + [part("b-test", 4..<6)])
    }
    #expect(expected.description.hasPrefix("no row of \"a-val\", \"b-val\" (conversation \"0\""))
    #expect(expected.description.contains("stands in \"a-test\", \"b-test\" (conversation \"4\""))
    #expect(expected.description.contains("say in each table its \"split\""))
  }

  @Test func aChainOfCommonRowsHoldsTablesTogether() throws {
    let tables = [part("a", 0..<3), part("c", 4..<6), part("b", 2..<5)]
    #expect(try LateFusion.average.fitted(on: tables).fuse(tables).table.rows.count == 6)
    // What two tables without a common row have in common is unknown, and not nothing.
    let pair = try #require(ErrorDiversity(tables).pairs.first)
    #expect(pair.models == ["a", "c"] && pair.disagreement == nil && pair.doubleFault == nil)
    let lines = try ErrorDiversity(tables).text.split(separator: "\n")
    #expect(lines[0].hasSuffix("double fault") && !lines[1].contains("0.0000"))
    #expect(lines[1].split(separator: " ").suffix(4) == ["–", "–", "–", "–"])
  }

  @Test func aTableThatBreaksItsSchemaIsRefused() {
    var video = good("video")
    video.rows[1].probabilities = [1, 1, 1]
    #expect(throws: FusionError.self) { try fuse(good("audio"), video) }
  }

  @Test func everyMessageIsOneLine() {
    let key = TurnKey(conversation: "1", turn: "0")
    let errors: [FusionError] = [
      .tooFewTables(1), .repeatedModel("a"), .fitOnTrainSplit(model: "a"),
      .differentClasses(model: "a", only: ["x"], other: "b", onlyOther: []),
      .nothingInCommon(models: ["a"], row: key, others: ["b"], otherRow: key, split: nil),
      .testedOnFitted(key, numRows: 2), .repeatedModel("a"),
      .nothingToFit(numRows: 2), .noModel(known: ["a"]),
    ]
    for error in errors { #expect(!error.description.contains("\n")) }
    #expect(
      errors[3].description
        == "models \"a\" and \"b\" know different classes, only \"a\" has x; "
        + "fuse models of the same classes")
  }
}
