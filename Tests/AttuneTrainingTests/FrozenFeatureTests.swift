import AttuneCore
import AttuneCorpus
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

/// Training on kept features is training, whoever computed them and when.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct FrozenFeatureTests {
  private func configuration() throws -> RunConfiguration {
    var configuration = try TinyRun.configuration(.audio)
    configuration.model.audio?.isFrozen = true
    configuration.model.text.freezesEmbeddings = true
    return configuration
  }

  @Test func `Runs on an empty, a full and a damaged cache end with the same weights`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let features = folder.appendingPathComponent("features")
      func train(_ name: String) throws -> (RunFolder, FeatureCache.Statistics) {
        let run = RunFolder(folder.appendingPathComponent(name))
        let cache = try FeatureCache(folder: features, maximumBytes: 50_000_000)
        _ = try TrainingRecipe(
          corpus: corpus, run: run, cache: TinyRun.cache(folder), featureCache: cache
        ).start(configuration())
        return (run, cache.statistics)
      }
      let (empty, computed) = try train("empty")
      let (full, found) = try train("full")
      #expect(computed.numMisses > 0)
      #expect(found.numMisses == 0 && found.numHits > 0)
      for entry in try FileManager.default.subpathsOfDirectory(atPath: features.path).prefix(20) {
        let url = features.appendingPathComponent(entry)
        if !url.hasDirectoryPath { try? Data("no entry".utf8).write(to: url) }
      }
      let (damaged, _) = try train("damaged")
      for run in [full, damaged] {
        try TinyRun.expectSameTensors(empty.lastCheckpoint, run.lastCheckpoint)
        #expect(try TinyRun.losses(run) == TinyRun.losses(empty))
      }
      // Without the cache the same numbers come out, but for the last bits.
      let plain = RunFolder(folder.appendingPathComponent("plain"))
      _ = try TrainingRecipe(corpus: corpus, run: plain, cache: TinyRun.cache(folder))
        .start(configuration())
      for (kept, computed) in try zip(TinyRun.losses(empty), TinyRun.losses(plain)) {
        #expect(abs(kept - computed) < 1e-4)
      }
      let inputs = try [empty, plain].map { try Data(contentsOf: $0.inputs) }
      #expect(inputs[0] == inputs[1])
    }
  }
}
