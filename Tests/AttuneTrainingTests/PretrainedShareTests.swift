import AttuneEncoders
import AttuneModels
import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

@testable import AttuneTraining

/// What a run validates and saves with a share of the pretrained weights.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct PretrainedShareTests {
  private func floats(_ file: URL, _ name: String) throws -> [Float] {
    try SafetensorsFile(contentsOf: file).tensor(name).floats()
  }

  @Test func `The best weights are the trained ones with their share of the encoder's`() throws {
    try withTemporaryFolder { folder in
      var configuration = try TinyRun.configuration(.audio)
      configuration.model.text.pretrained = try TinyRun.textEncoder(
        configuration.model.text.encoder, in: folder)
      configuration.training.pretrainedShare = 0.25
      configuration.training.epochs = 1
      let run = RunFolder(folder.appendingPathComponent("run"))
      _ = try TrainingRecipe(
        corpus: TinyRun.corpus(in: folder), run: run, cache: TinyRun.cache(folder)
      ).start(configuration)

      let layer = "encoder.layer.0.output.dense.weight"
      let pretrained = try floats(
        folder.appendingPathComponent("text-encoder/model.safetensors"), layer)
      let trained = try floats(run.lastCheckpoint, "model.text_encoder.\(layer)")
      #expect(pretrained != trained)
      expectAllClose(
        try floats(run.bestCheckpoint, "text_encoder.\(layer)"),
        zip(pretrained, trained).map { 0.25 * $0 + 0.75 * $1 })
      for head in ["classifier.0.dense.weight", "audio_encoder.encoder.layer_norm.weight"] {
        #expect(try floats(run.bestCheckpoint, head) == floats(run.lastCheckpoint, "model.\(head)"))
      }
    }
  }

  @Test func `Where nothing pretrained is trained, the share is told to do nothing`() throws {
    var configuration = try TinyRun.configuration(.audio)
    func isIdle() -> Bool {
      configuration.idleKeys.contains { $0.path == "training.pretrained_share" }
    }
    #expect(isIdle())
    configuration.model.text.pretrained = "all-MiniLM-L6-v2"
    #expect(!isIdle())
    configuration.model.text.frozenLayers = configuration.model.text.encoder.numHiddenLayers
    #expect(isIdle())
    configuration.training.pretrainedShare = 1
    #expect(throws: ConfigurationError.self) { try configuration.validate(source: "test") }
  }
}
