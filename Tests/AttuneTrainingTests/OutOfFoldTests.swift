import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct OutOfFoldTests {
  @Test func everyTrainingTurnIsPredictedByAModelThatHasNotSeenIt() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let base = RunFolder(folder.appendingPathComponent("base"))
      var configuration = try TinyRun.configuration(.text)
      configuration.training.epochs = 1
      _ = try TrainingRecipe(corpus: corpus, run: base, cache: nil).start(configuration)
      let parts = folder.appendingPathComponent("folds")
      var numEpochs = 0
      func predictions() throws -> PredictionTable? {
        let retraining = RetrainingRecipe(base: base, cache: nil) {
          if case .epoch = $0 { numEpochs += 1 }
        }
        return try OutOfFoldRecipe(
          corpus: corpus, retraining: retraining, folder: parts, numFolds: 3
        ).predictions()
      }
      let table = try #require(try predictions())
      try table.validate(name: "out of fold")
      #expect(table.split == .train && table.numFolds == 3 && table.run == "base")
      #expect(
        Set(table.rows.map(\.conversation))
          == Set(corpus.conversations(in: .train).map(\.key)))
      #expect(numEpochs == 3)
      // A part that is finished is kept, one that is gone is trained again, to the same numbers.
      try FileManager.default.removeItem(at: parts.appendingPathComponent("fold-2"))
      #expect(try predictions() == table)
      #expect(numEpochs == 4)
    }
  }

  @Test func anotherCorpusIsRefused() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let base = RunFolder(folder.appendingPathComponent("base"))
      var configuration = try TinyRun.configuration(.text)
      configuration.training.epochs = 1
      let part = try #require(corpus.folds(3).first)
      _ = try TrainingRecipe(corpus: part, run: base, cache: nil).start(configuration)
      #expect(throws: TrainingError.self) {
        try OutOfFoldRecipe(
          corpus: corpus, retraining: RetrainingRecipe(base: base, cache: nil), folder: folder,
          numFolds: 2
        ).predictions()
      }
    }
  }
}
