import AttuneCorpus
import AttuneEncoders
import AttuneMedia
import AttuneModels
import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

@testable import AttuneTraining

/// A run on a pretrained audio encoder: what training may change of it, and how it is prepared.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct AudioEncoderTests {
  /// Writes an encoder's folder without dropout, as the other runs here have none.
  private func encoder(in folder: URL, preprocessor: String? = nil) throws -> URL {
    let url = folder.appendingPathComponent("encoder")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let configuration = Wav2Vec2Configuration(
      convolutionChannels: [6, 8], convolutionKernels: [20, 8], convolutionStrides: [16, 8],
      hiddenSize: 8, numHiddenLayers: 2, numAttentionHeads: 2, intermediateSize: 12,
      positionalKernel: 4, positionalGroups: 2, dropout: 0,
      masking: Wav2Vec2Masking(
        time: .init(probability: 0.2, length: 3), features: .init(probability: 0)))
    try JSONEncoder().encode(configuration).write(to: url.appendingPathComponent("config.json"))
    let store = ParameterStore(seed: 8)
    _ = try Wav2Vec2Model(configuration, store.root)
    try store.write(to: url.appendingPathComponent("model.safetensors"))
    if let preprocessor {
      try Data(preprocessor.utf8).write(to: url.appendingPathComponent("preprocessor_config.json"))
    }
    return url
  }

  private func configured(_ encoder: URL) throws -> RunConfiguration {
    var configuration = try TinyRun.configuration(.audio)
    configuration.model.audio?.pretrained = encoder.path
    configuration.model.audio?.layers = .weighted
    return configuration
  }

  /// Trains a run and tells which tensors of the encoder's file came out as other bits.
  private func changedTensors(isFrozen: Bool) throws -> (changed: Set<String>, all: Set<String>) {
    try withTemporaryFolder { folder in
      let url = try encoder(in: folder)
      let corpus = try TinyRun.corpus(in: folder)
      let run = RunFolder(folder.appendingPathComponent("run"))
      var configuration = try configured(url)
      configuration.model.audio?.isFrozen = isFrozen
      _ = try TrainingRecipe(corpus: corpus, run: run, cache: TinyRun.cache(folder))
        .start(configuration)
      let before = try SafetensorsFile(
        contentsOf: url.appendingPathComponent("model.safetensors"))
      let after = try SafetensorsFile(contentsOf: run.bestCheckpoint)
      let weights = try after.tensor("audio_layer_weights").floats()
      #expect(weights.count == 3)
      #expect(Set(weights).count > 1, "the weights of the layers have not been trained")
      let changed = try before.names.filter { name in
        try before.withUnsafeBytes(name) { bytes in
          try !after.withUnsafeBytes("audio_encoder.\(name)") { bytes.elementsEqual($0) }
        }
      }
      return (Set(changed), Set(before.names))
    }
  }

  @Test func `A frozen encoder is its file bit by bit after training`() throws {
    let (changed, all) = try changedTensors(isFrozen: true)
    #expect(changed.isEmpty)
    #expect(all.contains("masked_spec_embed"))
  }

  @Test func `A trainable encoder has changed everywhere after training`() throws {
    let (changed, all) = try changedTensors(isFrozen: false)
    // Softmax takes no notice of what all keys have in common, so this gradient is nothing but
    // rounding.
    let biases = all.filter { $0.hasSuffix("k_proj.bias") }
    #expect(changed.union(biases) == all)
  }

  @Test func `The weights of layers learn at a rate of their own, if one is given`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      var configuration = try configured(encoder(in: folder))
      configuration.training.layerLearningRate = 0.25
      let prepared = try PreparedRun.start(
        configuration, corpus: corpus, run: RunFolder(folder.appendingPathComponent("run")),
        cache: nil, requiresMedia: false)
      let groups = OptimizerGroups.optimizer(for: prepared).groups
      let own = groups.filter { $0.learningRate == 0.25 }
      #expect(own.flatMap(\.parameters).map(\.path) == ["audio_layer_weights"])
      #expect(
        groups.flatMap(\.parameters).count == prepared.store.trainableParameters.count)
    }
  }

  @Test func `The folder's preprocessor decides the level of waveforms`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      func prepared(_ name: String, _ preprocessor: String?, _ level: String?) throws -> String {
        let place = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let url = try encoder(in: place, preprocessor: preprocessor)
        var configuration = try configured(url)
        if let level {
          configuration.media.audio.normalization = try #require(.init(rawValue: level))
        }
        return try PreparedRun.start(
          configuration, corpus: corpus, run: RunFolder(place.appendingPathComponent("run")),
          cache: nil, requiresMedia: false
        ).configuration.media.audio.normalization.rawValue
      }
      #expect(try prepared("absent", nil, nil) == "standard")
      #expect(try prepared("on", #"{"do_normalize": true}"#, nil) == "standard")
      #expect(try prepared("off", #"{"do_normalize": false}"#, nil) == "none")
      #expect(try prepared("both", #"{"do_normalize": false}"#, "none") == "none")
      for (name, level) in [("quiet", "none"), ("loud", "peak")] {
        let error = try #require(throws: ConfigurationError.self) {
          try prepared(name, nil, level)
        }
        guard case .invalidValue(_, "media.audio.normalization", _) = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }
}
