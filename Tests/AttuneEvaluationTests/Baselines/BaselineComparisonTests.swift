import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

/// What `attune evaluate --baseline` shows.
@Suite struct BaselineComparisonTests {
  private let resampling = Resampling(numResamples: 400, seed: 7)

  @Test func aModelIsComparedWithTheTextBaseline() throws {
    let text = MadeTables.table("text", accuracy: 0.6, seed: 2)
    let audio = MadeTables.table("audio", accuracy: 0.8, seed: 3)
    var evaluation = try Evaluation(audio)
    try evaluation.compare(audio, withBaselines: [text], resampling)
    let pair = try #require(evaluation.baselines.first)
    #expect(pair == (try PairedComparison(text, audio, resampling)))
    #expect(evaluation.baselines.count == 1 && pair.adjustedMcNemarPValue == nil)
    #expect(evaluation.text.contains("audio against text: 400 rows of 100 conversations"))
    let read = try JSONDecoder().decode(Evaluation.self, from: evaluation.json())
    #expect(read == evaluation)
  }

  @Test func severalBaselinesAreCorrectedTogether() throws {
    let audio = MadeTables.table("audio", accuracy: 0.7, seed: 3)
    let others = [("text", 0.6), ("metadata", 0.65)].enumerated().map { index, model in
      MadeTables.table(model.0, accuracy: model.1, seed: UInt64(index + 10))
    }
    var evaluation = try Evaluation(audio)
    try evaluation.compare(audio, withBaselines: others, resampling)
    #expect(evaluation.baselines.map(\.first) == ["text", "metadata"])
    let adjusted = Holm.adjusted(evaluation.baselines.map { $0.differences[2].pValue })
    #expect(evaluation.baselines.map { $0.differences[2].adjustedPValue } == adjusted)
  }

  @Test func aBaselineOfOtherTurnsIsRefused() throws {
    let audio = MadeTables.table("audio", accuracy: 0.7, seed: 3)
    var evaluation = try Evaluation(audio)
    #expect(throws: EvaluationError.nothingInCommon(models: ["text", "audio"])) {
      try evaluation.compare(
        audio,
        withBaselines: [MadeTables.table("text", accuracy: 0.7, seed: 1, name: "other")],
        resampling)
    }
  }
}
