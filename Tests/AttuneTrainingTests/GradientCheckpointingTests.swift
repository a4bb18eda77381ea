import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct GradientCheckpointingTests {
  @Test(arguments: [ModelConfiguration.Kind.audio, .video, .text])
  func `Layers that are computed again train to the same weights`(
    kind: ModelConfiguration.Kind
  ) throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let runs = try [false, true].map { isOn in
        var configuration = try TinyRun.configuration(kind)
        configuration.training.epochs = 1
        configuration.training.gradientCheckpointing = isOn
        let run = RunFolder(folder.appendingPathComponent("\(isOn)"))
        _ = try TrainingRecipe(corpus: corpus, run: run, cache: TinyRun.cache(folder))
          .start(configuration)
        return run
      }
      try TinyRun.expectSameTensors(runs[0].bestCheckpoint, runs[1].bestCheckpoint)
    }
  }
}
