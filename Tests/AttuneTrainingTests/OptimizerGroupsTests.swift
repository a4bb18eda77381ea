import AttuneEncoders
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneTraining

@Suite(.enabled(if: TinyRun.hasTokenizer, "needs the text encoder; run 'make setup'"))
struct OptimizerGroupsTests {
  private func groups(
    _ kind: ModelConfiguration.Kind, in folder: URL,
    _ change: (inout RunConfiguration) -> Void
  ) throws -> [ParameterGroup] {
    var configuration = try TinyRun.configuration(kind)
    configuration.model.text.encoder.numHiddenLayers = 3
    change(&configuration)
    let prepared = try PreparedRun.start(
      configuration, corpus: TinyRun.corpus(in: folder),
      run: RunFolder(folder.appendingPathComponent("run")), cache: nil, requiresMedia: false)
    let groups = OptimizerGroups.optimizer(for: prepared).groups
    let paths = groups.flatMap(\.parameters).map(\.path)
    #expect(
      paths.sorted() == prepared.store.trainableParameters.map(\.path).sorted(),
      "every parameter is in one group")
    return groups
  }

  private func rate(_ path: String, _ groups: [ParameterGroup]) -> Double? {
    groups.first { $0.parameters.contains { $0.path == path } }?.learningRate
  }

  @Test func `Each layer learns at a share of the rate of the layer above`() throws {
    try withTemporaryFolder { folder in
      let groups = try groups(.audio, in: folder) {
        $0.training.textLearningRate = 0.8
        $0.training.textLayerDecay = 0.5
        $0.training.learningRate = 7
        $0.training.audioLearningRate = 3
      }
      for (layer, expected) in [0.2, 0.4, 0.8].enumerated() {
        let path = "text_encoder.encoder.layer.\(layer).output.dense.weight"
        #expect(rate(path, groups) == expected)
      }
      #expect(rate("text_encoder.embeddings.word_embeddings.weight", groups) == 0.1)
      #expect(rate("audio_encoder.encoder.layers.0.attention.k_proj.weight", groups) == 3)
      #expect(rate("classifier.0.dense.weight", groups) == 7)
      #expect(
        Set(groups.map(\.name)) == [
          "text_encoder.layer.0", "text_encoder.layer.1", "text_encoder.layer.2",
          "text_encoder.embeddings", "audio_encoder", "rest",
        ])
    }
  }

  @Test func `The norm behind the last layer of a log-mel encoder learns as that layer`() throws {
    try withTemporaryFolder { folder in
      var encoder = LogMelConfiguration()
      (encoder.numBands, encoder.channels) = (12, [8, 8])
      let groups = try groups(.audio, in: folder) {
        $0.model.audio?.encoder = .logMel(encoder)
        $0.training.audioLearningRate = 0.8
        $0.training.audioLayerDecay = 0.5
      }
      #expect(rate("audio_encoder.layer_norm.weight", groups) == 0.8)
      #expect(rate("audio_encoder.encoder.layers.1.convolution.weight", groups) == 0.8)
      #expect(rate("audio_encoder.encoder.layers.0.convolution.weight", groups) == 0.4)
    }
  }

  @Test func `The video encoder has layers, a head and a rate of its own`() throws {
    try withTemporaryFolder { folder in
      let groups = try groups(.video, in: folder) {
        $0.model.video?.encoder.numHiddenLayers = 2
        $0.training.videoLearningRate = 0.6
        $0.training.videoLayerDecay = 0.1
      }
      func rates(_ part: String) -> Set<Double> {
        Set(
          groups.filter { $0.parameters.contains { $0.path.hasPrefix("video_encoder.\(part)") } }
            .map(\.learningRate))
      }
      #expect(rates("encoder.layer.1.") == [0.6])
      #expect(rates("encoder.layer.0.") == [0.6 * 0.1])
      #expect(rates("embeddings.") == [0.6 * 0.1 * 0.1])
      #expect(rates("layernorm.").subtracting([0.6]).isEmpty)
    }
  }

  @Test func `Biases and norms are spared by weight decay unless the configuration says else`()
    throws
  {
    try withTemporaryFolder { folder in
      let tensor = { (shape: [Int]) in try Tensor.zeros(shape) }
      var configuration = try TinyRun.configuration(.audio).training
      func decaying(_ exclusions: [TrainingConfiguration.DecayExclusion]) throws -> [String] {
        configuration.weightDecayExclusions = exclusions
        return try [
          ("dense.weight", [2, 2]), ("dense.bias", [2]), ("lstm.bias_ih_l0", [2]),
          ("LayerNorm.weight", [2]), ("text_stand_in", [2]), ("word_embeddings.weight", [2, 2]),
        ].map { NamedTensor(path: $0, tensor: try tensor($1)) }
          .filter { OptimizerGroups.decays($0, configuration) }.map(\.path)
      }
      #expect(try decaying([.biases, .norms]) == ["dense.weight", "word_embeddings.weight"])
      #expect(try decaying([.biases, .norms, .embeddings]) == ["dense.weight"])
      #expect(
        try decaying([.biases]) == [
          "dense.weight", "LayerNorm.weight", "text_stand_in", "word_embeddings.weight",
        ])
      #expect(try decaying([]).count == 6)
    }
  }

  @Test func `Frozen paths are not trained, and a misspelt one is an error`() throws {
    try withTemporaryFolder { folder in
      let groups = try groups(.audio, in: folder) {
        $0.training.frozen = ["audio_encoder.feature_extractor", "text_encoder.encoder.layer.0"]
      }
      let paths = groups.flatMap(\.parameters).map(\.path)
      #expect(!paths.contains { $0.hasPrefix("audio_encoder.feature_extractor.") })
      #expect(!paths.contains { $0.hasPrefix("text_encoder.encoder.layer.0.") })
      #expect(paths.contains { $0.hasPrefix("text_encoder.encoder.layer.1.") })
      let corpus = folder.appendingPathComponent("again")
      let error = #expect(throws: ConfigurationError.self) {
        try self.groups(.audio, in: corpus) { $0.training.frozen = ["text_encoder.layers.0"] }
      }
      guard case .invalidValue(_, "training.frozen", _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
