import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

/// Where faces are looked for, and what tables tell of them.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "needs the text encoder; run 'make setup'"))
struct FaceShareTests {
  private func prepared(_ corpus: Corpus, in folder: URL) throws -> PreparedRun {
    try PreparedRun.start(
      TinyRun.configuration(.video), corpus: corpus,
      run: RunFolder(folder.appendingPathComponent("run")), cache: TinyRun.cache(folder),
      requiresMedia: false)
  }

  /// What a pass tells of the first two turns.
  private func shares(_ prepared: PreparedRun, _ pass: EncodingPass) throws -> [AttributeValue?] {
    let loader = BatchLoader(
      turns: prepared.turns[.train] ?? [], encoder: prepared.encoder, pass: pass, numWorkers: 1)
    var shares: [AttributeValue?] = []
    try loader.forEach([[0, 1]]) { examples in
      shares = examples.map { $0.attributes["face_share"] }
      return true
    }
    return shares
  }

  @Test func `Neither training nor validation looks for faces, what writes tables does`() throws {
    try withTemporaryFolder { folder in
      let prepared = try prepared(TinyRun.corpus(in: folder), in: folder)
      #expect(try shares(prepared, .training(seed: 1, epoch: 0, nil)) == [nil, nil])
      #expect(try shares(prepared, .scoring) == [nil, nil])
      #expect(try shares(prepared, .predicting).allSatisfy { $0 != nil })
    }
  }

  @Test func `A clip that is absent or cannot be decoded has no share of faces, and not none`()
    throws
  {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let turns = TurnReference.last(
        of: corpus.conversations(in: .train), classes: Emotion.allCases.map(\.rawValue))
      let clips = turns.map { $0.turn.dialogue.compactMap(\.video) }
      for url in try #require(clips.first) { try FileManager.default.removeItem(at: url) }
      for url in clips[1] { try Data("no film".utf8).write(to: url) }
      #expect(try shares(prepared(corpus, in: folder), .predicting) == [nil, nil])
    }
  }

  @Test func `The tables of a model with video tell the share of faces`() throws {
    try withTemporaryFolder { folder in
      var configuration = try TinyRun.configuration(.video)
      configuration.training.epochs = 1
      let run = RunFolder(folder.appendingPathComponent("run"))
      _ = try TrainingRecipe(
        corpus: TinyRun.corpus(in: folder), run: run, cache: TinyRun.cache(folder)
      ).start(configuration)
      for split in Split.allCases {
        let table = try PredictionTable(
          contentsOf: run.predictions.appendingPathComponent("\(split.rawValue).jsonl"))
        #expect(!table.rows.isEmpty)
        for row in table.rows {
          guard case .number(let share) = row.attributes["face_share"] else {
            Issue.record("\(row.conversation) has no share of faces")
            continue
          }
          #expect((0...1).contains(share))
        }
      }
    }
  }
}
