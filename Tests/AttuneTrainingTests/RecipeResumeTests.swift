import AttuneCore
import AttuneCorpus
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

/// A run that dies anywhere, with all of the recipe switched on, must end as one that never did.
///
/// Scripts/check-resume.sh does the same with processes that are killed, and with dropout.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct RecipeResumeTests {
  private struct Killed: Error {}

  /// Ends the run at its n-th event, as if the process died there.
  private final class Killer: TrainingObserver {
    private var left: Int
    init(after events: Int) { left = events }

    func observe(_ event: TrainingEvent) throws {
      left -= 1
      if left == 0 { throw Killed() }
    }
  }

  private func audio(_ folder: URL) throws -> RunConfiguration {
    var configuration = try TinyRun.configuration(.audio)
    configuration.model.text.pretrained = try TinyRun.textEncoder(
      configuration.model.text.encoder, in: folder)
    configuration.training.pretrainedShare = 0.2
    configuration.training.epochs = 3
    configuration.training.gradientAccumulationSteps = 2
    configuration.training.checkpointEverySteps = 1
    configuration.training.precision = .bfloat16
    configuration.training.textLayerDecay = 0.8
    configuration.training.audioLearningRate = 5e-4
    configuration.training.warmupRatio = 0.2
    configuration.training.averaging = .ema
    configuration.training.emaDecay = 0.7
    configuration.training.classWeights = .effectiveNumber
    configuration.training.logitAdjustment = 0.5
    configuration.training.rDrop = 0.5
    configuration.training.mixup = 0.3
    configuration.training.sampling = .squareRoot
    configuration.training.bucketing = true
    return configuration
  }

  private func video() throws -> RunConfiguration {
    var configuration = try TinyRun.configuration(.video)
    configuration.training.epochs = 3
    configuration.training.averaging = .swa
    configuration.training.swaEpochs = 2
    configuration.training.swaLearningRateFactor = 0.5
    configuration.training.sampling = .balanced
    configuration.training.loss = .focal
    configuration.training.checkpointEverySteps = 2
    return configuration
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `A run that dies again and again ends with the weights of one that did not`(
    _ kind: ModelConfiguration.Kind
  ) throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let cache = try TinyRun.cache(folder)
      let configuration = try kind == .audio ? audio(folder) : video()
      let whole = RunFolder(folder.appendingPathComponent("whole"))
      _ = try TrainingRecipe(corpus: corpus, run: whole, cache: cache).start(configuration)

      let parted = RunFolder(folder.appendingPathComponent("parted"))
      var generator = SeededGenerator(kind == .audio ? 11 : 12)
      var deaths = 0
      while true {
        let killer = Killer(after: Int.random(in: 2...9, using: &generator))
        let recipe = TrainingRecipe(
          corpus: corpus, run: parted, cache: cache, observers: [killer])
        do {
          _ =
            deaths == 0
            ? try recipe.start(configuration)
            : try recipe.resume(overrides: ["training.data_workers=\(1 + deaths % 3)"])
          break
        } catch is Killed {
          deaths += 1
        }
      }
      #expect(deaths >= 3)
      for file in [\RunFolder.bestCheckpoint, \.lastCheckpoint] {
        try TinyRun.expectSameTensors(whole[keyPath: file], parted[keyPath: file])
      }
      #expect(try TinyRun.losses(whole) == TinyRun.losses(parted))
      let weights = try MetricsLog.read(whole.metrics).compactMap { line in
        if case .epoch(let metrics) = line { metrics.weights } else { nil }
      }
      #expect(weights == (kind == .audio ? [.ema, .ema, .ema] : [.latest, .swa, .swa]))
    }
  }

  @Test func `What would change the result cannot be changed on resuming`() throws {
    let configuration = try TinyRun.configuration(.audio)
    let resumed = try configuration.resuming(
      with: ["training.data_workers=3", "training.maximum_minutes=null"])
    #expect(resumed.training.dataWorkers == 3)
    for argument in ["training.epochs=9", "seed=1", "training.data_workers=0"] {
      #expect(throws: ConfigurationError.self) { try configuration.resuming(with: [argument]) }
    }
    #expect(throws: ConfigurationError.malformedOverride("training.data_workers")) {
      try configuration.resuming(with: ["training.data_workers"])
    }
  }

  @Test func `When the time is up, the epoch counts as it is and the run is finished`() throws {
    try withTemporaryFolder { folder in
      var configuration = try TinyRun.configuration(.audio)
      configuration.training.maximumMinutes = 1e-9
      let run = RunFolder(folder.appendingPathComponent("run"))
      let recipe = TrainingRecipe(
        corpus: try TinyRun.corpus(in: folder), run: run, cache: try TinyRun.cache(folder))
      for outcome in [try recipe.start(configuration), try recipe.resume()] {
        guard case .finished(let finished) = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(finished.epochs == 1 && finished.bestEpoch == 1)
      }
      #expect(try TinyRun.losses(run).count == 2)
    }
  }

  @Test func `A loss that is no number ends the run and leaves its last good state`() throws {
    try withTemporaryFolder { folder in
      var configuration = try TinyRun.configuration(.audio)
      configuration.training.warmupSteps = 3
      // The first step has rate 0, the second breaks the weights, which only the third one shows.
      configuration.training.learningRate = 1e30
      configuration.training.checkpointEverySteps = 1
      let run = RunFolder(folder.appendingPathComponent("run"))
      let recipe = TrainingRecipe(
        corpus: try TinyRun.corpus(in: folder), run: run, cache: try TinyRun.cache(folder))
      let error = #expect(throws: TrainingError.self) { try recipe.start(configuration) }
      guard case .notFinite(_, _, _, run.lastCheckpoint.path) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.description.contains("\n") == false)
      _ = try Checkpoint(contentsOf: run.lastCheckpoint)
    }
  }
}
