import AttuneEvaluation
import AttuneModels
import AttuneTestSupport
import Foundation
import Synchronization
import Testing

@testable import AttuneTraining

@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct ObserverTests {
  private final class Diary: TrainingObserver {
    var words: [String] = []
    var notes: [String] = []
    var steps: [StepMetrics] = []

    func observe(_ event: TrainingEvent) throws {
      switch event {
      case .note(let note): notes.append(note)
      case .ready(let summary): words.append("ready \(summary.configuration.training.epochs)")
      case .step(let metrics, _, _, _, _):
        steps.append(metrics)
        if words.last != "step" { words.append("step") }
      case .validated(let confusion, _, _): words.append("validated \(confusion.counts.count)")
      case .epoch(let metrics, _): words.append("epoch \(metrics.epoch)")
      case .saved: words.append("saved")
      case .finished: words.append("finished")
      }
    }
  }

  private struct FullDisk: Error {}
  private struct Failing: TrainingObserver {
    func observe(_ event: TrainingEvent) throws {
      if case .step = event { throw FullDisk() }
    }
  }

  @Test func `An observer is told all events in order, with every group's learning rate`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let diary = Diary()
      let recipe = TrainingRecipe(
        corpus: corpus, run: RunFolder(folder.appendingPathComponent("run")),
        cache: try TinyRun.cache(folder), observers: [diary])
      _ = try recipe.start(TinyRun.configuration(.audio))
      let epoch = { (number: Int) in ["step", "validated 7", "epoch \(number)", "saved"] }
      #expect(diary.words == ["ready 2"] + epoch(1) + epoch(2) + ["finished"])
      let last = try #require(diary.steps.last)
      #expect(Set(last.learningRates.keys) == ["text_encoder", "audio_encoder", "rest"])
      #expect(last.learningRates["rest"] == last.learningRate)
      #expect(diary.steps.allSatisfy { $0.turns > 0 && $0.seconds > 0 })
    }
  }

  @Test func `A run that never leaves its warm-up or averages nothing says so`() throws {
    try withTemporaryFolder { folder in
      let diary = Diary()
      let recipe = TrainingRecipe(
        corpus: try TinyRun.corpus(in: folder),
        run: RunFolder(folder.appendingPathComponent("run")),
        cache: try TinyRun.cache(folder), observers: [diary])
      var configuration = try TinyRun.configuration(.text)
      configuration.training.epochs = 3
      configuration.training.warmupSteps = 1000
      // A learning rate of nothing makes the first epoch the best one.
      configuration.training.learningRate = 0
      configuration.training.textLearningRate = 0
      configuration.training.averaging = .swa
      configuration.training.swaEpochs = 1
      _ = try recipe.start(configuration)
      #expect(diary.notes.contains { $0.contains("1000 of") && $0.contains("warmup_steps") })
      #expect(diary.notes.contains { $0.contains("epoch 1") && $0.contains("swa_epochs") })
    }
  }

  @Test func `An observer that fails ends the training with its error`() throws {
    try withTemporaryFolder { folder in
      let recipe = TrainingRecipe(
        corpus: try TinyRun.corpus(in: folder),
        run: RunFolder(folder.appendingPathComponent("run")), cache: try TinyRun.cache(folder),
        observers: [Failing()])
      #expect(throws: FullDisk.self) { try recipe.start(TinyRun.configuration(.audio)) }
    }
  }
}
