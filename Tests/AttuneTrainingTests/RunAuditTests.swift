import AttuneCore
import AttuneCorpus
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

@Suite(.enabled(if: TinyRun.hasTokenizer, "needs the text encoder; run 'make setup'"))
struct RunAuditTests {
  @Test func aRunKeepsWhatItsCorpusLeaksOfWhatItSees() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      for inputs in [InputPolicy.honest, .reference] {
        let run = RunFolder(folder.appendingPathComponent("run-\(inputs.response)"))
        var configuration = try TinyRun.configuration(.audio)
        configuration.inputs = inputs
        _ = try PreparedRun.start(
          configuration, corpus: corpus, run: run, cache: nil, requiresMedia: false)
        let report = try LeakReport(contentsOf: run.audit)
        #expect(report == LeakAudit(corpus, inputs: inputs).report())
      }
    }
  }
}
