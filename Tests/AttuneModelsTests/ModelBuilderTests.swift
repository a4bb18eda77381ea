import AttuneCore
import AttuneEncoders
import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneModels

@Suite struct ModelBuilderTests {
  private func paths(
    _ kind: ModelConfiguration.Kind, _ inputs: InputPolicy
  ) throws -> Set<String> {
    let store = try ModelBuilder.build(.tiny(kind), inputs: inputs, seed: 1).store
    return Set(
      store.parameters.map { path in
        let parts = path.path.split(separator: ".")
        return parts.prefix(parts[0] == "metadata_tables" ? 2 : 1).joined(separator: ".")
      })
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `The input policy decides which parts exist`(kind: ModelConfiguration.Kind) throws {
    let all = try paths(kind, .reference)
    #expect(all.contains("context"))
    #expect(all.contains("metadata_tables.listener_id"))
    #expect(all.contains("metadata_tables.emotion_cause"))

    let honest = try paths(kind, .honest)
    #expect(
      all.subtracting(honest) == [
        "metadata_tables.speaker_id", "metadata_tables.listener_id",
        "metadata_tables.event_scenario", "metadata_tables.emotion_cause",
        "metadata_tables.goal_to_response",
      ])
    let bare = try paths(kind, .bare)
    #expect(!bare.contains { $0.hasPrefix("metadata") || $0.hasPrefix("context") })
    #expect(bare.contains("text_stand_in"))
  }

  @Test func `The unknown id is the zero vector and learns nothing`() throws {
    let store = ParameterStore(seed: 1)
    let table = try MetadataTable(3, 2, store.root)
    let vectors = try table(Tensor([0, 3, 0] as [Int64], shape: [3]))
    let values = try vectors.floats()
    #expect(Array(values[0..<2]) == [0, 0])
    #expect(values[2] != 0)
    #expect(Array(values[4..<6]) == [0, 0])
    try vectors.sum().backward()
    let gradient = try #require(table.embedding.weight.grad)
    #expect(try gradient.floats() == [0, 0, 0, 0, 0, 0, 1, 1])
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `The same seed gives the same parameters, another seed others`(
    kind: ModelConfiguration.Kind
  ) throws {
    func values(_ seed: UInt64) throws -> [[Float]] {
      try ModelBuilder.build(.tiny(kind), inputs: .honest, seed: seed).store.parameters
        .map { try $0.tensor.detach().floats() }
    }
    let first = try values(3)
    #expect(try values(3) == first)
    #expect(try values(4) != first)
  }

  @Test(.drawsRandomNumbers)
  func `A frozen audio encoder gets no gradients and no dropout`() throws {
    var configuration = ModelConfiguration.tiny(.audio, modalityDropout: 0)
    configuration.dropout = 0
    configuration.text.encoder.hiddenDropoutProbability = 0
    configuration.text.encoder.attentionDropoutProbability = 0
    configuration.audio?.isFrozen = true
    let (store, model) = try ModelBuilder.build(configuration, inputs: .honest, seed: 1)
    let batch = try Batch(ReferenceCase("audio", in: .module))
    let logits = try model(batch, mode: .training)
    #expect(try logits.floats() == model(batch, mode: .evaluation).floats())
    try logits.sum().backward()
    for parameter in store.parameters where parameter.path.hasPrefix("audio_encoder.") {
      #expect(!parameter.tensor.requiresGrad)
      #expect(parameter.tensor.grad == nil)
    }
  }

  @Test func `The weights of layers are equal at first`() throws {
    let store = try ModelBuilder.build(.tiny(.audio, layers: .weighted), inputs: .bare, seed: 1)
      .store
    let weights = try #require(store.parameters.first { $0.path == "audio_layer_weights" })
    #expect(try weights.tensor.detach().floats() == [0, 0])
    let last = try ModelBuilder.build(.tiny(.audio), inputs: .bare, seed: 1).store
    #expect(!last.parameters.contains { $0.path == "audio_layer_weights" })
  }

  @Test func `The weights of a frozen encoder's layers learn as those of a trained one's`() throws {
    let reference = try ReferenceCase("audio_weighted", in: .module)
    var configuration = ModelConfiguration.tiny(.audio, layers: .weighted)
    configuration.audio?.isFrozen = true
    let (store, model) = try ModelBuilder.build(
      configuration, inputs: .bare, seed: 1, sources: [reference.source()])
    let logits = try model(Batch(reference), mode: .evaluation)
    try (logits * reference.input("cotangent")).sum().backward()
    let weights = try #require(store.parameters.first { $0.path == "audio_layer_weights" })
    let gradient = try #require(weights.tensor.grad)
    try reference.expect(gradient, "gradients/parameters/audio_layer_weights", .float32Gradient)
    #expect(try gradient.abs().sum().item() > 0.01)
    for parameter in store.parameters where parameter.path.hasPrefix("audio_encoder.") {
      #expect(!parameter.tensor.requiresGrad)
      #expect(parameter.tensor.grad == nil)
    }
  }

  @Test func `Counts are by part, and frozen parameters are not trainable`() throws {
    let store = try ModelBuilder.build(.tiny(.audio), inputs: .honest, seed: 1).store
    let counts = ParameterCounts(store)
    #expect(counts.total == store.numParameters)
    #expect(counts.trainable == store.numTrainable)
    let text = try #require(counts.parts.first { $0.name == "text_encoder" })
    #expect(text.trainable < text.total)
    #expect(counts.parts.first { $0.name == "classifier" }.map { $0.total == $0.trainable } == true)
  }

  @Test func `A checkpoint of another architecture is refused with its keys`() throws {
    let reference = try ReferenceCase("audio", in: .module)
    let error = try #require(throws: ParameterError.self) {
      try ModelBuilder.build(
        .tiny(.audio), inputs: .honest, seed: 1, sources: [reference.source()])
    }
    #expect(error.unused.contains("metadata_tables.speaker_id.weight"))
    #expect(error.mismatched.contains("metadata.0.dense.weight"))
  }

  static let miniLM = try? EncoderLocator().folder(of: "all-MiniLM-L6-v2")

  @Test(.enabled(if: miniLM != nil, "all-MiniLM-L6-v2 is absent"))
  func `A loaded encoder still equals its file after the model is built`() throws {
    let folder = try #require(Self.miniLM)
    let preset = try ModelConfiguration.preset(.small, kind: .video, classes: ["a", "b"])
    let pretrained = try PretrainedEncoders(preset)
    #expect(pretrained.configuration == preset)
    #expect(pretrained.tokenizerFolder?.lastPathComponent == "all-MiniLM-L6-v2")
    let store = try ModelBuilder.build(
      pretrained.configuration, inputs: .honest, seed: 1, sources: pretrained.sources
    ).store
    let file = try SafetensorsFile(
      contentsOf: folder.appendingPathComponent("model.safetensors"))
    let prefix = "text_encoder."
    var numCompared = 0
    for parameter in store.parameters where parameter.path.hasPrefix(prefix) {
      let key = String(parameter.path.dropFirst(prefix.count))
      #expect(try parameter.tensor.detach().floats() == file.tensor(key).floats(), "\(key)")
      numCompared += 1
      let isFrozen =
        key.hasPrefix("embeddings.")
        || (0..<preset.text.frozenLayers).contains { key.hasPrefix("encoder.layer.\($0).") }
      #expect(parameter.tensor.requiresGrad == !isFrozen, "\(key)")
    }
    #expect(numCompared == 101)
  }
}
