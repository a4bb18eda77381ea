import AttuneCore
import AttuneEncoders
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneModels

/// Model A with the log-mel encoder in the place of wav2vec2.
@Suite(.drawsRandomNumbers) struct LogMelModelTests {
  private func configuration(channels: [Int] = [6], isFrozen: Bool = false) -> ModelConfiguration {
    var encoder = LogMelConfiguration()
    (encoder.numBands, encoder.channels) = (8, channels)
    var configuration = ModelConfiguration.tiny(.audio)
    configuration.audio?.encoder = .logMel(encoder)
    configuration.audio?.isFrozen = isFrozen
    return configuration
  }

  private func examples() -> [Example] {
    [2_000, 1_500, 300].map { numSamples in
      let waveform = (0..<numSamples).map { Float(sin(Double($0 * numSamples) / 700)) }
      let part = Example.Part(
        text: [1, 2], role: .speaker, sound: AudioClip(waveform: waveform, durationSeconds: 1))
      return Example(
        conversation: "\(numSamples)", turn: "0", label: 1, context: nil, utterances: [part],
        metadata: Example.Metadata())
    }
  }

  @Test(arguments: [[6, 4], [6], []])
  func `A turn alone gets what it gets in a batch, and its sound counts`(channels: [Int]) throws {
    let (_, model) = try ModelBuilder.build(
      configuration(channels: channels), inputs: .bare, seed: 3)
    let together = try model(Batch(examples(), device: .cpu), mode: .evaluation)
    for (row, example) in examples().enumerated() {
      let alone = try model(Batch([example], device: .cpu), mode: .evaluation)
      expectAllClose(
        try alone.floats(), try together.select(dim: 0, index: row).floats(), .float32Deep)
      let silent = try model(Batch([example.without(.audio)], device: .cpu), mode: .evaluation)
      #expect(try silent.floats() != alone.floats())
    }
  }

  @Test func `A frozen one is computed once and gives the same`() throws {
    try withTemporaryFolder { folder in
      let (store, model) = try ModelBuilder.build(
        configuration(channels: [], isFrozen: true), inputs: .bare, seed: 3)
      let source = try #require(
        try FrozenFeatureSource(
          model: model, store: store,
          cache: FeatureCache(folder: folder, maximumBytes: 1_000_000), dtype: .float32))
      let complete = try source.complete(examples())
      #expect(complete.allSatisfy { $0.utterances[0].frozenSound != nil })
      let expected = try model(Batch(examples(), device: .cpu), mode: .evaluation)
      let actual = try model(Batch(complete, device: .cpu), mode: .evaluation)
      expectAllClose(try actual.floats(), try expected.floats(), .float32Deep)
    }
  }

  @Test func `The configuration names its encoder, and is a wav2vec2 where it names none`() throws {
    let written = try JSONEncoder().encode(configuration())
    #expect(try JSONDecoder().decode(ModelConfiguration.self, from: written) == configuration())
    let encoder = AudioEncoderConfiguration.wav2vec2(.tinyGroup)
    var object = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(encoder)) as? [String: Any])
    #expect(object["model_type"] as? String == "wav2vec2")
    object["model_type"] = nil
    let data = try JSONSerialization.data(withJSONObject: object)
    #expect(try JSONDecoder().decode(AudioEncoderConfiguration.self, from: data) == encoder)
  }

  @Test func `What only a wav2vec2 can do is an error that names the key`() throws {
    func key(_ change: (inout ModelConfiguration) -> Void) throws -> String {
      var configuration = configuration()
      change(&configuration)
      return try #require(throws: ModelConfigurationError.self) {
        try configuration.validate()
      }.key
    }
    #expect(try key { $0.audio?.pretrained = "wav2vec2-base" } == "audio.pretrained")
    #expect(try key { $0.audio?.layers = .weighted } == "audio.layers")
  }
}
