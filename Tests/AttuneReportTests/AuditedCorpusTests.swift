import AttuneCore
import AttuneCorpus
import AttuneHTML
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneReport

@Suite struct AuditedCorpusTests {
  /// An audit that found a field which names the label.
  private func leaking(_ corpus: Corpus) throws -> LeakReport {
    var report = LeakAudit(corpus).report()
    let tell = #"""
      {"field": "topic", "reading": "value", "is_admitted": true, "count": 40, "present": 40,
       "values": 2, "accuracy": 1, "majority_accuracy": 0.5, "macro_f1": 1,
       "majority_macro_f1": 0.3, "p_value": 1e-9, "naming_values": [], "named_class_share": 0}
      """#
    report.fields = [try JSONDecoder().decode(FieldTell.self, from: Data(tell.utf8))]
    report.findings = [
      LeakFinding(kind: .tellingField, severity: .leak, field: .topic, message: "topic tells all")
    ]
    return report
  }

  private func model(_ name: String, audit: LeakReport?, in folder: URL) throws -> ScoredModel {
    let home = try RunFolders.write(
      [RunFolders.table(model: name)], to: folder.appendingPathComponent(name))
    try audit?.write(to: home.appendingPathComponent("audit.json"))
    let record = try RunRecord(home)
    return try ScoredModel(try #require(record.tables[.test]), name: name, of: record)
  }

  @Test func equalAuditsAreToldOnceAndOthersApart() throws {
    try withTemporaryFolder { folder in
      let corpus = try Corpus.load(
        RunFolders.corpus(40, at: folder.appendingPathComponent("data")))
      let (plain, leaking) = (LeakAudit(corpus).report(), try leaking(corpus))
      let audits = AuditedCorpus.all(
        [
          try model("a", audit: plain, in: folder), try model("b", audit: leaking, in: folder),
          try model("c", audit: plain, in: folder), try model("d", audit: nil, in: folder),
        ], corpus: CorpusSummary(corpus, inputs: .honest))
      #expect(audits.map(\.runs) == [["a", "c"], ["b"]])
      #expect(audits[1].remarks.map(\.severity) == [.alarm])
      #expect(audits[1].remarks.map(\.finding) == ["topic tells all"])
    }
  }

  @Test func aCorpusIsLookedThroughWhereNoRunSaysWhatItFound() throws {
    try withTemporaryFolder { folder in
      let corpus = try Corpus.load(
        RunFolders.corpus(40, at: folder.appendingPathComponent("data")))
      let bare = try model("a", audit: nil, in: folder)
      let summary = CorpusSummary(corpus, inputs: .honest)
      let audits = AuditedCorpus.all([bare], corpus: summary)
      #expect(audits.map(\.runs) == [[]])
      #expect(audits.first?.report == summary.audit.leaks)
      #expect(AuditedCorpus.all([bare], corpus: nil).isEmpty)
    }
  }

  @Test func aFieldThatNamesTheLabelIsRedAndSaysSo() throws {
    try withTemporaryFolder { folder in
      let corpus = try Corpus.load(
        RunFolders.corpus(40, at: folder.appendingPathComponent("data")))
      _ = try model("a", audit: leaking(corpus), in: folder)
      let page = try Report(of: [folder.appendingPathComponent("a")]).page
      #expect(page.contains("<tr class=\"alarm\"><th scope=\"row\">topic"))
      #expect(page.contains("<small class=\"alarm\">names the label</small>"))
      #expect(page.contains("In the corpus of a: topic tells all"))
    }
  }
}
