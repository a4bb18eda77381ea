import AttuneCore
import AttuneEvaluation
import AttuneTestSupport
import Foundation
import Testing

@Suite(
  .serialized, .enabled(if: TinyTraining.isPossible, "no text encoder; run 'make setup'"))
struct StressOutputTests {
  /// What `attune evaluate --stress --json` prints.
  private struct Document: Decodable {
    let evaluations: [Evaluation]
    let sensitivity: SensitivityReport
  }

  @Test func evaluationAndStressAreOneDocument() throws {
    try withTemporaryFolder { folder in
      let training = try TinyTraining(in: folder)
      try training.train("audio", "run", settings: ["training.epochs=1"])
      func evaluate(_ more: [String]) throws -> CommandRun {
        try CommandRun(
          ["evaluate", "--run", training.run("run").path, "--out", training.run("out").path]
            + ["--resamples", "100"] + more)
      }
      let stress = ["--stress", "--data", training.run("corpus").path]
      let run = try evaluate(stress + ["--json", "--cache", training.run("cache").path])
      #expect(run.status == 0)
      let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
      #expect(document.evaluations.compactMap(\.split) == [.validation, .test])
      #expect(
        document.sensitivity.curves?.map(\.stress)
          == [.noise, .lostWords, .missingAudio, .missingText])
      let alone = try evaluate(["--json"])
      let evaluations = try JSONDecoder().decode([Evaluation].self, from: Data(alone.output.utf8))
      #expect(evaluations == document.evaluations)
      #expect(try evaluate(["--stress"]).status == 64)

      // A corpus without a test split gives a run without its table.
      let predictions = training.run("run").appendingPathComponent("predictions")
      try FileManager.default.removeItem(at: predictions.appendingPathComponent("test.jsonl"))
      let half = try evaluate(["--json"])
      #expect(
        try JSONDecoder().decode([Evaluation].self, from: Data(half.output.utf8)).map(\.split)
          == [.validation])
    }
  }
}
