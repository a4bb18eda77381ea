import AttuneCore
import AttuneCorpus
import AttuneEncoders
import AttuneMedia
import AttuneModels
import AttuneSynthesis
import AttuneTestSupport
import Foundation
import Safetensors
import Testing

@testable import AttuneTraining

/// A run that is stopped and resumed must end as one that never was.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct ResumeTests {
  @Test(arguments: [1, 4, 6]) func aResumedRunEndsWithTheSameWeights(stoppedAfter: Int) throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let whole = RunFolder(folder.appendingPathComponent("whole"))
      _ = try TrainingRecipe(corpus: corpus, run: whole, cache: TinyRun.cache(folder))
        .start(TinyRun.configuration(.audio))

      let parted = RunFolder(folder.appendingPathComponent("parted"))
      let stop = StopRequest()
      let outcome = try TrainingRecipe(
        corpus: corpus, run: parted, cache: TinyRun.cache(folder), stop: stop
      ) { event in
        if case .step(let metrics, _, _, _, _) = event, metrics.step == stoppedAfter {
          stop.stop(because: 15)
        }
      }.start(TinyRun.configuration(.audio))
      guard case .stopped(15, _, stoppedAfter) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      guard
        case .finished = try TrainingRecipe(
          corpus: corpus, run: parted, cache: TinyRun.cache(folder)
        ).resume()
      else {
        Issue.record("the resumed run did not finish")
        return
      }
      for file in [\RunFolder.bestCheckpoint, \.lastCheckpoint] {
        try TinyRun.expectSameTensors(whole[keyPath: file], parted[keyPath: file])
      }
      #expect(try TinyRun.losses(whole) == TinyRun.losses(parted))
    }
  }

  @Test func `A run that died before its first state resumes from the pretrained weights`() throws {
    try withTemporaryFolder { folder in
      struct Killed: Error {}
      struct Killer: TrainingObserver {
        func observe(_ event: TrainingEvent) throws {
          if case .step = event { throw Killed() }
        }
      }
      let corpus = try TinyRun.corpus(in: folder)
      var configuration = try TinyRun.configuration(.audio)
      configuration.model.text.pretrained = try TinyRun.textEncoder(
        configuration.model.text.encoder, in: folder)
      func recipe(_ run: RunFolder, _ observers: [any TrainingObserver] = []) throws
        -> TrainingRecipe
      {
        TrainingRecipe(
          corpus: corpus, run: run, cache: try TinyRun.cache(folder), observers: observers)
      }
      let whole = RunFolder(folder.appendingPathComponent("whole"))
      _ = try recipe(whole).start(configuration)
      let parted = RunFolder(folder.appendingPathComponent("parted"))
      #expect(throws: Killed.self) { try recipe(parted, [Killer()]).start(configuration) }
      _ = try recipe(parted).resume()
      try TinyRun.expectSameTensors(whole.bestCheckpoint, parted.bestCheckpoint)
    }
  }

  @Test func theSameSeedGivesTheSameLossesAndAnotherSeedOthers() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      func losses(_ name: String, seed: Int) throws -> [Double] {
        var configuration = try TinyRun.configuration(.video)
        configuration.seed = seed
        let run = RunFolder(folder.appendingPathComponent(name))
        _ = try TrainingRecipe(corpus: corpus, run: run, cache: TinyRun.cache(folder))
          .start(configuration)
        return try TinyRun.losses(run)
      }
      let first = try losses("first", seed: 1)
      #expect(try losses("second", seed: 1) == first)
      #expect(try losses("third", seed: 2) != first)
    }
  }

  @Test func aRunIsNeitherOverwrittenNorResumedOnOtherData() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let run = RunFolder(folder.appendingPathComponent("run"))
      let recipe = TrainingRecipe(corpus: corpus, run: run, cache: try TinyRun.cache(folder))
      #expect(throws: TrainingError.nothingToResume(run.url.path)) { try recipe.resume() }
      _ = try recipe.start(TinyRun.configuration(.audio))
      #expect(throws: TrainingError.runExists(run.url.path)) {
        try recipe.start(TinyRun.configuration(.audio))
      }
      let other = try Corpus.load(corpus.root, seed: 7)
      let error = #expect(throws: TrainingError.self) {
        try TrainingRecipe(corpus: other, run: run, cache: nil).resume()
      }
      guard case .dataChanged = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func aRunIsNotResumedOnOtherWordsOrMedia() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let run = RunFolder(folder.appendingPathComponent("run"))
      _ = try TrainingRecipe(corpus: corpus, run: run, cache: try TinyRun.cache(folder))
        .start(TinyRun.configuration(.audio))
      let file = try #require(
        FileManager.default.enumerator(at: corpus.root, includingPropertiesForKeys: nil)?
          .compactMap { $0 as? URL }.first { $0.pathExtension == "json" })
      let records = try String(contentsOf: file, encoding: .utf8)
      for (change, undo) in [
        (
          { try Data(records.replacing(" just as ", with: " just when ").utf8).write(to: file) },
          { try Data(records.utf8).write(to: file) }
        ),
        (
          {
            let sound = try #require(
              corpus.conversations(in: .train).first?.turns.last?.dialogue.first?.audio)
            try (Data(contentsOf: sound) + Data([0, 0])).write(to: sound)
          }, {}
        ),
      ] as [(() throws -> Void, () throws -> Void)] {
        try change()
        let changed = try Corpus.load(corpus.root, seed: 42)
        let error = #expect(throws: TrainingError.self) {
          try TrainingRecipe(corpus: changed, run: run, cache: nil).resume()
        }
        #expect(error.map { "\($0)".contains("other labels, texts, people or media") } == true)
        try undo()
      }
    }
  }

  @Test func aRunOpenedForUseAnswersAsItDidInTraining() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let run = RunFolder(folder.appendingPathComponent("run"))
      _ = try TrainingRecipe(corpus: corpus, run: run, cache: TinyRun.cache(folder))
        .start(TinyRun.configuration(.video))
      let loaded = try LoadedRun(contentsOf: run, cache: TinyRun.cache(folder))
      let conversation = try #require(corpus.conversations(in: .test).first)
      let turn = try #require(conversation.turns.last)
      var report = InputReport()
      let example = try loaded.encoder.encode(conversation, turn, report: &report)
      let prediction = try #require(try loaded.predictor.predict([example]).first)
      let lines = try String(
        contentsOf: run.predictions.appendingPathComponent("test.jsonl"), encoding: .utf8)
      let row = try #require(
        lines.split(separator: "\n").first { $0.contains("\"\(conversation.key)\"") })
      struct Row: Decodable { let probabilities: [Float] }
      let stored = try JSONDecoder().decode(Row.self, from: Data(row.utf8)).probabilities
      #expect(zip(prediction.probabilities, stored).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test func weightsOfAnotherPipelineAreRefusedByTheKeysThatDiffer() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let run = RunFolder(folder.appendingPathComponent("run"))
      _ = try TrainingRecipe(corpus: corpus, run: run, cache: TinyRun.cache(folder))
        .start(TinyRun.configuration(.video))
      let yaml = try String(contentsOf: run.configuration, encoding: .utf8)
      // Joint attention has the same weights: only the pipeline tells the two apart.
      let changed = yaml.replacingOccurrences(of: "resize: bilinear", with: "resize: area")
      try Data(changed.utf8).write(to: run.configuration)
      #expect(
        throws: RunError.otherArchitecture(
          checkpoint: run.bestCheckpoint.path, keys: ["media.resize"])
      ) { try LoadedRun(contentsOf: run) }
    }
  }
}
