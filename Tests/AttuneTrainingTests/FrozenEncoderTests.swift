import AttuneEncoders
import AttuneModels
import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import TorchNN

@testable import AttuneTraining

/// Pretrained encoders before and after training.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct FrozenEncoderTests {
  /// A run of model B whose text and video encoders come from folders made here.
  private func configuration(in folder: URL, isFrozen: Bool) throws -> RunConfiguration {
    var configuration = try TinyRun.configuration(.video)
    configuration.training.epochs = 1
    configuration.model.text.pretrained = try write(
      ["model_type": "bert"], configuration.model.text.encoder, "text", in: folder
    ) { _ = try BertModel(configuration.model.text.encoder, $0) }
    configuration.model.text.frozenLayers =
      isFrozen ? configuration.model.text.encoder.numHiddenLayers : 0
    configuration.model.video?.pretrained = try writeVideoEncoder(in: folder)
    configuration.model.video?.isFrozen = isFrozen
    return configuration
  }

  private func write(
    _ keys: [String: Any], _ configuration: some Encodable, _ name: String, in parent: URL,
    build: (ParameterScope) throws -> Void
  ) throws -> String {
    let folder = parent.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var object =
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(configuration))
      as? [String: Any] ?? [:]
    object.merge(keys) { $1 }
    try JSONSerialization.data(withJSONObject: object).write(
      to: folder.appendingPathComponent("config.json"))
    let store = ParameterStore(seed: 9)
    try build(store.root)
    try store.write(to: folder.appendingPathComponent("model.safetensors"))
    return folder.path
  }

  private func writeVideoEncoder(in folder: URL) throws -> String {
    var encoder = TimeSformerConfiguration(
      imageSize: 32, patchSize: 16, numFrames: 2, hiddenSize: 8, numHiddenLayers: 1,
      numAttentionHeads: 2, intermediateSize: 12, attention: .divided, dropout: 0)
    (encoder.hasClassToken, encoder.pooling) = (true, .classToken)
    let path = try write(
      [
        "model_type": "timesformer", "attention_type": "divided_space_time",
        "hidden_dropout_prob": 0, "attention_probs_dropout_prob": 0,
      ], encoder, "video", in: folder
    ) { _ = try TimeSformer(encoder, $0) }
    try Data(
      #"{"size": {"height": 32, "width": 32}, "image_mean": [0, 0, 0], "image_std": [1, 1, 1]}"#
        .utf8
    ).write(to: URL(fileURLWithPath: path).appendingPathComponent("preprocessor_config.json"))
    return path
  }

  @Test(arguments: [true, false])
  func `A frozen encoder is its file bit by bit after training, another one has changed`(
    isFrozen: Bool
  ) throws {
    try withTemporaryFolder { folder in
      let run = RunFolder(folder.appendingPathComponent("run"))
      _ = try TrainingRecipe(
        corpus: TinyRun.corpus(in: folder), run: run, cache: TinyRun.cache(folder)
      ).start(configuration(in: folder, isFrozen: isFrozen))
      let trained = try SafetensorsFile(contentsOf: run.bestCheckpoint)
      for part in ["text", "video"] {
        let file = try SafetensorsFile(
          contentsOf: folder.appendingPathComponent("\(part)/model.safetensors"))
        #expect(!file.names.isEmpty)
        var numChanged = 0
        for name in file.names {
          let isSame = try trained.bytes("\(part)_encoder.\(name)") == file.bytes(name)
          if !isSame { numChanged += 1 }
          if isFrozen { #expect(isSame, "\(part) \(name)") }
        }
        #expect(isFrozen || numChanged > file.names.count / 2, "\(part) \(numChanged)")
      }
      // The run opens without the folders that its encoders came from.
      for part in ["text", "video"] {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(part))
      }
      _ = try LoadedRun(contentsOf: run)
    }
  }
}
