import AttuneEvaluation
import AttuneTestSupport
import Foundation
import Testing

/// What `attune fuse` makes of tables of other systems.
@Suite struct FusedTablesTests {
  /// Writes CSV tables of two models, with a turn of class `a` or `b` in each conversation.
  ///
  /// - Parameters:
  ///   - split: What they name, if anything.
  ///   - isLabelled: Whether the classes are told.
  private func write(
    _ conversations: Range<Int>, split: String?, isLabelled: Bool = true, turn: Int = 0,
    to folder: URL
  ) throws -> [String] {
    try ["x", "y"].map { model in
      var text = "conversation,turn,label,p_a,p_b" + (split == nil ? "\n" : ",model,split\n")
      for index in conversations {
        let (label, sure) = (index % 2 == 0 ? "a" : "b", index % 3 == 0 ? 0.9 : 0.6)
        let (first, second) = label == "a" ? (sure, 1 - sure) : (1 - sure, sure)
        text += "\(index),\(turn),\(isLabelled ? label : ""),\(first),\(second)"
        text += split.map { ",\(model),\($0)\n" } ?? "\n"
      }
      let file = folder.appendingPathComponent(
        "\(model)-\(split ?? "all")-\(conversations.lowerBound).csv")
      try Data(text.utf8).write(to: file)
      return file.path
    }
  }

  private func fuse(
    _ tables: [String], _ options: [String] = [], strategy: String = "average", in folder: URL
  ) throws -> CommandRun {
    let out = folder.appendingPathComponent("out").path
    return try CommandRun(
      ["fuse", "--tables"] + tables + ["--out", out, "--strategy", strategy] + options)
  }

  @Test func tablesOfTwoSplitsThatNameNoneAreRefused() throws {
    try withTemporaryFolder { folder in
      let tables =
        try write(0..<6, split: nil, to: folder) + write(6..<12, split: nil, to: folder)
      let run = try fuse(tables, in: folder)
      #expect(run.status == 1 && run.output.isEmpty)
      #expect(run.errors.contains("no row of \"x-all-0\", \"y-all-0\""))
      #expect(run.errors.contains("say in each table its \"split\""))
      #expect(run.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func fittedRowsAreNotTestedOnAndSharedConversationsAreCounted() throws {
    try withTemporaryFolder { folder in
      let fitting = try write(0..<12, split: "validation", to: folder)
      let same = try fuse(fitting + write(8..<20, split: "test", to: folder), in: folder)
      #expect(same.status == 1 && same.errors.split(separator: "\n").count == 1)
      #expect(same.errors.contains("4 rows of the test split are among those that are fitted"))
      let turns = try write(8..<20, split: "test", turn: 1, to: folder)
      let run = try fuse(fitting + turns, in: folder)
      #expect(run.status == 0)
      #expect(
        run.errors.contains(
          "note: 4 conversations of the test split are fitted too, in other turns"))
    }
  }

  @Test(arguments: [true, false])
  func withoutLabelsToLookAtTheGivenThresholdIsKept(hasLabelledTest: Bool) throws {
    try withTemporaryFolder { folder in
      let tables = try write(0..<6, split: "test", isLabelled: hasLabelledTest, to: folder)
      let run = try fuse(
        tables, ["--reject-below", "0.7", "--calibrate", "temperature"], in: folder)
      #expect(run.status == 0)
      #expect(run.errors.contains("note: not calibrated: nothing to fit on"))
      #expect(run.output.contains("not judged: no labels of the validation split"))
      #expect(run.output.contains("; test evaluated") == hasLabelledTest)
      let file = folder.appendingPathComponent("out/fusion.json")
      let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
      #expect(object?["rejects_below"] as? Double == 0.7)
      #expect(object?["calibrations"] is NSNull)
    }
  }

  @Test func withoutLabelsToLookAtThereIsNoThresholdForARisk() throws {
    try withTemporaryFolder { folder in
      let run = try fuse(
        write(0..<6, split: "test", to: folder), ["--target-risk", "0.1"], in: folder)
      #expect(run.status == 1 && run.output.isEmpty)
      #expect(run.errors.contains("--target-risk is found on labels of the validation split"))
      #expect(run.errors.split(separator: "\n").count == 1)
    }
  }
}
