import AttuneTestSupport
import Foundation
import Testing

/// What the command says of tables that it cannot use: one line, and status 1.
@Suite struct OddTablesTests {
  private static let header = "conversation,turn,split,label,p_a,p_b\n"
  private static let rows = "1,0,test,a,0.75,0.25\n2,0,test,b,0.5,0.5\n"

  @Test(arguments: [
    ("", "a.csv: no rows"), ("1,0,test,a,nan,0.25\n", "a.csv, line 2, probabilities"),
    ("1,0,test,a,0.75,0.25\n1,0,test,a,0.75,0.25\n", "a.csv, line 3: conversation \"1\""),
    ("1,0,test,a,0.75\n", "a.csv, line 2: 5 fields for 6 columns"),
    ("1,0,test,,0.75,0.25\n", "none of its 1 rows has a label"),
  ])
  func aTableThatCannotBeScoredIsNamed(rows: String, said: String) throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("a.csv")
      try Data((Self.header + rows).utf8).write(to: file)
      let run = try CommandRun([
        "evaluate", "--predictions", file.path, "--out", folder.appendingPathComponent("out").path,
      ])
      #expect(run.status == 1 && run.output.isEmpty)
      #expect(run.errors.contains(said))
      #expect(run.errors.split(separator: "\n").count == 1)
    }
  }

  @Test(arguments: [
    ("test", "validation", "the rows of \"a\" are of the test split, those of \"b\" of validation"),
    ("1,", "x1,", "no row of"), ("p_b", "p_c", "only \"a\" has b, only \"b\" has c"),
    (",a,", ",b,", "label \"a\" in \"a\", \"b\" in \"b\""),
  ])
  func tablesThatDoNotBelongTogetherAreNotFused(
    old: String, new: String, said: String
  ) throws {
    try withTemporaryFolder { folder in
      let text = Self.header + Self.rows.replacing("2,0,test,b,0.5,0.5\n", with: "")
      let files = ["a", "b"].map { folder.appendingPathComponent("\($0).csv") }
      try Data(text.utf8).write(to: files[0])
      try Data(text.replacing(old, with: new).utf8).write(to: files[1])
      let run = try CommandRun(
        ["fuse", "--tables"] + files.map(\.path) + [
          "--out", folder.appendingPathComponent("out").path, "--strategy", "average",
        ])
      #expect(run.status == 1 && run.output.isEmpty)
      #expect(run.errors.contains(said), "\(run.errors)")
    }
  }
}
