import AttuneCore
import AttuneEvaluation
import AttuneHTML
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneReport

@Suite struct RunChecksTests {
  /// The severity of each finding of one model, by subject.
  private func severities(
    _ tables: [PredictionTable], files: [String: String] = [:]
  ) throws -> [String: Remark.Severity] {
    try withTemporaryFolder { folder in
      let run = try RunRecord(RunFolders.write(tables, files: files, to: folder))
      let table = try #require(run.tables[.test])
      let model = try ScoredModel(table, name: "a", of: run)
      let findings = RunChecks(models: [model], split: .test).findings
      return Dictionary(uniqueKeysWithValues: findings.map { ($0.subject, $0.severity) })
    }
  }

  @Test func inputsThatKnowTheLabelAreAnAlarm() throws {
    let subject = "Inputs that know the label or the future"
    #expect(try severities([RunFolders.table(model: "a")])[subject] == .fine)
    #expect(
      try severities([RunFolders.table(model: "a", inputs: .reference)])[subject] == .alarm)
    #expect(try severities([RunFolders.table(model: "a", inputs: nil)])[subject] == .caution)
  }

  @Test func aConversationThatWasTrainedOnIsAnAlarm() throws {
    let subject = "Conversations that a model was trained on"
    let test = RunFolders.table(model: "a")
    func train(from first: Int) -> PredictionTable {
      RunFolders.table(model: "a", split: .train, firstConversation: first)
    }
    #expect(try severities([test])[subject] == .caution)
    #expect(try severities([test, train(from: 21)])[subject] == .fine)
    #expect(try severities([test, train(from: 20)])[subject] == .alarm)
  }

  @Test func aFusionFittedOnTheScoredSplitIsAnAlarm() throws {
    let subject = "Fusions fitted on what they are scored on, or a model was trained on"
    let fits: [(String, Remark.Severity)] = [
      (#"{"split": "validation"}"#, .fine), (#"{"split": "test"}"#, .alarm),
      (#"{"split": null, "is_trained_on": true}"#, .alarm),
    ]
    for (fit, severity) in fits {
      let files = ["fusion.json": #"{"strategy": "weighted", "fitted_on": \#(fit)}"#]
      #expect(try severities([RunFolders.table(model: "a")], files: files)[subject] == severity)
    }
  }
}
