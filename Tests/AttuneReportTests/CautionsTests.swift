import AttuneCore
import AttuneEvaluation
import AttuneHTML
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneReport

private let hasGnuplot = (try? Gnuplot()) != nil

/// What stands below the headline of a page.
@Suite(.enabled(if: hasGnuplot, "gnuplot is absent")) struct CautionsTests {
  /// The cautions of runs, each of some tables, by what they are about.
  private func cautions(
    _ runs: [[PredictionTable]], files: [String: String] = [:]
  ) throws -> [String: Remark] {
    try withTemporaryFolder { folder in
      let folders = try runs.enumerated().map { index, tables in
        try RunFolders.write(tables, files: files, to: folder.appendingPathComponent("\(index)"))
      }
      let cautions = try Report(of: folders).cautions
      return Dictionary(uniqueKeysWithValues: cautions.map { ($0.subject, $0) })
    }
  }

  @Test func theAlarmOfEvaluateIsRepeated() throws {
    let subject = "Validation and test differ by more than chance allows"
    func run(_ validation: Int) -> [PredictionTable] {
      [(Split.test, 3), (.validation, validation)].map { split, period in
        RunFolders.table(
          model: "audio", split: split, numRows: 200, wrongEvery: period,
          firstConversation: split == .test ? 1 : 1000)
      }
    }
    #expect(try cautions([run(3)])[subject] == nil)
    let alarm = try #require(try cautions([run(40)])[subject])
    #expect(alarm.severity == .alarm)
    #expect(alarm.finding.hasPrefix("audio, from validation to test: accuracy 0.97 → 0.67, "))
    let fusion = ["fusion.json": #"{"strategy": "average", "fitted_on": {"split": "validation"}}"#]
    let fitted = try #require(try cautions([run(40)], files: fusion)[subject])
    #expect(fitted.finding.contains("(it was fitted on validation)"))
  }

  @Test func aTextModelThatAnswersOneClassIsNoBaseline() throws {
    let subject = "Text only is no better than a constant answer"
    // Of labels that alternate, every second answer is wrong: always the same.
    func text(_ name: String, wrongEvery period: Int) -> [PredictionTable] {
      [RunFolders.table(model: name, numRows: 100, wrongEvery: period, modalities: [.text])]
    }
    let audio = [RunFolders.table(model: "audio", numRows: 100)]
    let found = try #require(try cautions([audio, text("text", wrongEvery: 2)])[subject])
    #expect(found.finding.contains("shows nothing about what voice and face are worth"))
    #expect(try cautions([audio, text("text", wrongEvery: 4)])[subject] == nil)
    #expect(try cautions([audio])[subject] == nil)
  }

  @Test func whoIsServedWorseIsNamed() throws {
    let subject = "Some turns are served worse"
    func table(_ period: Int) -> [PredictionTable] {
      var table = RunFolders.table(model: "audio", numRows: 80, wrongEvery: 4)
      for row in table.rows.indices {
        table.rows[row].attributes["speaker_age"] = .text(row % period == 0 ? "old" : "young")
      }
      return [table]
    }
    let found = try #require(try cautions([table(4)])[subject])
    #expect(
      found.finding.hasPrefix("speaker age, young over old by 100 [100, 100] percentage points"))
    #expect(found.severity == .note)
    #expect(try cautions([table(5)])[subject] == nil)
  }

  @Test func howUnsureAnAccuracyIsStandsInPoints() throws {
    let found = try #require(try cautions([[RunFolders.table(model: "audio")]])["Few turns"])
    #expect(found.finding.contains(/uncertain by about ± \d+ percentage points;/))
  }
}
