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
    var steps: [StepMetrics] = []

    func observe(_ event: TrainingEvent) throws {
      switch event {
      case .note: break
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
