import AttuneCore
import AttuneModels
import Foundation
import Testing

@Suite struct ModelConfigurationTests {
  static let presets: [(ModelConfiguration.Preset, ModelConfiguration.Kind)] = [
    (.reference, .audio), (.reference, .video), (.small, .audio), (.small, .video),
    (.baseline, .video),
  ]

  @Test(arguments: presets)
  func `Every preset is valid and survives being written and read`(
    preset: ModelConfiguration.Preset, kind: ModelConfiguration.Kind
  ) throws {
    let configuration = try ModelConfiguration.preset(preset, kind: kind)
    try configuration.validate()
    #expect(configuration.kind == kind)
    #expect(configuration.classes == Emotion.allCases.map(\.rawValue))
    let data = try JSONEncoder().encode(configuration)
    #expect(try JSONDecoder().decode(ModelConfiguration.self, from: data) == configuration)
  }

  @Test func `There is no baseline of model A`() {
    #expect(throws: ModelConfigurationError.self) {
      try ModelConfiguration.preset(.baseline, kind: .audio)
    }
  }

  @Test func `Values that no network can be built from name their key`() throws {
    func key(_ change: (inout ModelConfiguration) -> Void) throws -> String {
      var configuration = try ModelConfiguration.preset(.small, kind: .audio)
      change(&configuration)
      return try #require(throws: ModelConfigurationError.self) {
        try configuration.validate()
      }.key
    }
    #expect(try key { $0.classes = ["a", "a"] } == "classes")
    #expect(try key { $0.dropout = 1 } == "dropout")
    #expect(try key { $0.kind = .video } == "audio")
    #expect(try key { $0.text.frozenLayers = 7 } == "text.frozen_layers")
    #expect(try key { $0.text.maximumContextTokens = 513 } == "text.maximum_context_tokens")
    #expect(try key { $0.dialogue?.numAttentionHeads = 3 } == "dialogue.num_attention_heads")
    #expect(try key { $0.metadata.topic = -1 } == "metadata.topic")
    #expect(try key { $0.classifierSizes = [] } == "classifier_sizes")
    #expect(try key { $0.maximumUtterances = 0 } == "maximum_utterances")
  }
}
