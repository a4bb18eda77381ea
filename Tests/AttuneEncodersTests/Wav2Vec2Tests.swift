import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneEncoders

@Suite struct Wav2Vec2Tests {
  /// Upstream has a vector for masked frames, which a configuration without masking does not read.
  private func model(
    _ reference: ReferenceCase, _ configuration: Wav2Vec2Configuration
  ) throws -> (store: ParameterStore, model: Wav2Vec2Model) {
    let store = ParameterStore(sources: [
      try reference.source(leftOver: ["masked_spec_embed"])
    ])
    return (store, try Wav2Vec2Model(configuration, store.root))
  }

  @Test(arguments: [
    ("wav2vec2_group", Wav2Vec2Configuration.tinyGroup), ("wav2vec2_layer", .tinyLayer),
    ("hubert", .tinyHubert), ("hubert_plain", .tinyHubertPlain),
  ])
  func `A padded batch gives each row what transformers gives it alone, layer by layer`(
    name: String, configuration: Wav2Vec2Configuration
  ) throws {
    let reference = try ReferenceCase(name, in: .module)
    let (store, model) = try model(reference, configuration)
    let output = try model(
      reference.input("waveforms"), lengths: reference.integers("lengths"), mode: .evaluation,
      keepsHiddenStates: true)
    #expect(try output.numFrames == reference.integers("frames"))
    func joined(_ states: Tensor) throws -> Tensor {
      try Tensor.cat(
        output.numFrames.enumerated().map { row, count in
          try states.select(dim: 0, index: row).narrow(dim: 0, start: 0, length: count)
        }, dim: 0)
    }
    #expect(output.hiddenStates.count == configuration.numHiddenLayers + 1)
    for layer in 0..<configuration.numHiddenLayers {
      try reference.expect(joined(output.hiddenStates[layer]), "outputs/hidden_state_\(layer)")
    }
    let last = try #require(output.hiddenStates.last)
    #expect(try last.floats() == output.lastHiddenState.floats())
    try reference.expect(output: joined(output.lastHiddenState), store: store)
  }

  @Test(arguments: [("wav2vec2_group", Wav2Vec2Configuration.tinyGroup)])
  func `Batches of equal lengths take the library's own normalisation and agree with it`(
    name: String, configuration: Wav2Vec2Configuration
  ) throws {
    let reference = try ReferenceCase(name, in: .module)
    let (_, model) = try model(reference, configuration)
    let waveforms = try reference.input("waveforms").narrow(dim: 1, start: 0, length: 97)
    let fast = try model(waveforms, mode: .evaluation).meanOverTime()
    let padded = try model(
      waveforms.pad(dim: 1, after: 50), lengths: [97, 97, 97], mode: .evaluation)
    expectAllClose(try padded.meanOverTime().floats(), try fast.floats(), .float32Deep)
  }

  @Test func `Padding of any content and length changes no mean over time`() throws {
    let model = try Wav2Vec2Model(.tinyGroup, ParameterStore(seed: 5).root)
    let alone = try Tensor.uniform([1, 300], from: -1, to: 1, seed: 7)
    let expected = try model(alone, mode: .evaluation).meanOverTime().floats()
    for (padding, value) in [(1, 0.0), (100, 0), (777, 0), (333, 0.5)] {
      let padded = try model(
        alone.pad(dim: 1, after: padding, value: value), lengths: [300], mode: .evaluation)
      expectAllClose(try padded.meanOverTime().floats(), expected, .float32Deep)
    }
  }

  @Test func `The older spelling of weight normalisation and a prefix read the same`() throws {
    let reference = try ReferenceCase("wav2vec2_group", in: .module)
    let (_, modern) = try model(reference, .tinyGroup)
    let renamed = try reference.parameters().map { parameter in
      let path = parameter.path
        .replacingOccurrences(of: "parametrizations.weight.original0", with: "weight_g")
        .replacingOccurrences(of: "parametrizations.weight.original1", with: "weight_v")
      return NamedTensor(path: "wav2vec2.\(path)", tensor: parameter.tensor)
    }
    let heads = try ["quantizer.codevectors", "project_q.weight", "project_hid.bias"].map {
      NamedTensor(path: $0, tensor: try Tensor.zeros([1]))
    }
    let checkpoint = EncoderCheckpoint.wav2vec2
    let store = ParameterStore(sources: [
      ParameterSource(
        prefix: "audio_encoder", tensors: TensorTable(renamed + heads, location: "legacy"),
        keyMap: checkpoint.keyMap, leftOver: checkpoint.leftOver)
    ])
    let legacy = try Wav2Vec2Model(.tinyGroup, store.root["audio_encoder"])
    try store.verify()
    let waveforms = try reference.input("waveforms")
    #expect(
      try legacy(waveforms, mode: .evaluation).lastHiddenState.floats()
        == modern(waveforms, mode: .evaluation).lastHiddenState.floats())
  }

  @Test func `The shortest waveform gives one frame, and a shorter one is continued to it`() throws
  {
    for configuration in [Wav2Vec2Configuration.tinyGroup, .base, .small] {
      #expect(configuration.numFrames(numSamples: configuration.minimumSamples) == 1)
      #expect(configuration.numFrames(numSamples: configuration.minimumSamples - 1) == 0)
    }
    #expect(Wav2Vec2Configuration.base.minimumSamples == 400)
    let model = try Wav2Vec2Model(.tinyGroup, ParameterStore().root)
    let output = try model(Tensor.ones([1, 3]), mode: .evaluation)
    #expect(output.numFrames == [1])
    #expect(try output.meanOverTime().floats().allSatisfy(\.isFinite))
  }

  @Test func `Lengths that do not fit the waveforms are an error`() throws {
    let model = try Wav2Vec2Model(.tinyGroup, ParameterStore().root)
    for lengths in [[100], [100, 101], [0, 100]] {
      #expect(throws: EncoderInputError.self) {
        _ = try model(Tensor.zeros([2, 100]), lengths: lengths, mode: .evaluation)
      }
    }
    #expect(throws: EncoderInputError.self) {
      _ = try model(Tensor.zeros([1, 1, 100]), mode: .evaluation)
    }
  }

  @Test(.drawsRandomNumbers)
  func `Training drops, and gradients reach the first convolution`() throws {
    let store = ParameterStore(seed: 2)
    let model = try Wav2Vec2Model(.tinyLayer, store.root)
    let waveforms = try Tensor.uniform([2, 300], from: -1, to: 1, seed: 7)
    try Torch.seed(3)
    let first = try model(waveforms, lengths: [300, 200], mode: .training).meanOverTime()
    let second = try model(waveforms, lengths: [300, 200], mode: .training).meanOverTime()
    #expect(try first.floats() != second.floats())
    try (first * first).sum().backward()
    let gradient = try #require(store.parameters.first?.tensor.grad)
    #expect(try gradient.abs().sum().item() > 0)
  }
}
