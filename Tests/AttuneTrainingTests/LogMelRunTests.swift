import AttuneEncoders
import AttuneMedia
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

/// A run whose audio encoder is the log-mel one.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct LogMelRunTests {
  @Test func `A file exchanges the preset's encoder by its name, and sets sizes of the new one`()
    throws
  {
    try withTemporaryFolder { folder in
      func resolve(_ yaml: String) throws -> AudioEncoderConfiguration? {
        let file = folder.appendingPathComponent("run.yaml")
        try Data(yaml.utf8).write(to: file)
        return try RunConfiguration.resolve(kind: .audio, file: file).model.audio?.encoder
      }
      var expected = LogMelConfiguration()
      expected.numBands = 26
      #expect(
        try resolve("model: {audio: {encoder: {model_type: log_mel, num_bands: 26}}}")
          == .logMel(expected))
      #expect(try resolve("seed: 1") == .wav2vec2(.small))
      let error = try #require(throws: ConfigurationError.self) {
        _ = try resolve("model: {audio: {encoder: {model_type: log_mel, hidden_size: 8}}}")
      }
      #expect(String(describing: error).contains("model.audio.encoder.hidden_size"))
    }
  }

  @Test func `A run resumed in the middle of an epoch ends as one that was not interrupted`()
    throws
  {
    try withTemporaryFolder { folder in
      var encoder = LogMelConfiguration()
      (encoder.numBands, encoder.channels, encoder.dropout) = (12, [8, 8], 0)
      var configuration = try TinyRun.configuration(.audio)
      configuration.model.audio?.encoder = .logMel(encoder)
      configuration.augmentation.specAugment = SpecAugmentConfiguration()
      let corpus = try TinyRun.corpus(in: folder)
      let whole = RunFolder(folder.appendingPathComponent("whole"))
      _ = try TrainingRecipe(corpus: corpus, run: whole, cache: TinyRun.cache(folder))
        .start(configuration)
      let parted = RunFolder(folder.appendingPathComponent("parted"))
      let stop = StopRequest()
      _ = try TrainingRecipe(
        corpus: corpus, run: parted, cache: TinyRun.cache(folder), stop: stop
      ) { event in
        if case .step(let metrics, _, _, _, _) = event, metrics.step == 2 { stop.stop(because: 15) }
      }.start(configuration)
      _ = try TrainingRecipe(corpus: corpus, run: parted, cache: TinyRun.cache(folder)).resume()
      try TinyRun.expectSameTensors(whole.lastCheckpoint, parted.lastCheckpoint)
      #expect(try TinyRun.losses(whole) == TinyRun.losses(parted))
    }
  }
}
