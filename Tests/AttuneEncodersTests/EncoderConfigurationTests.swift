import AttuneEncoders
import Foundation
import Testing

@Suite struct EncoderConfigurationTests {
  private let bert: [String: Any] = [
    "model_type": "bert", "vocab_size": 100, "hidden_size": 16, "num_hidden_layers": 2,
    "num_attention_heads": 4, "intermediate_size": 32, "hidden_act": "gelu",
    "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1,
    "max_position_embeddings": 64, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
    "transformers_version": "4.8.2",
  ]

  private func decode<Value: Decodable>(
    _ type: Value.Type, _ object: [String: Any]
  ) throws -> Value {
    try JSONDecoder().decode(type, from: JSONSerialization.data(withJSONObject: object))
  }

  @Test func `A published configuration decodes, and keys of no meaning here are passed over`()
    throws
  {
    let configuration = try decode(BertConfiguration.self, bert)
    #expect(configuration.hiddenSize == 16)
    #expect(configuration.initializerRange == 0.02)
    try configuration.validate()
  }

  @Test(arguments: [
    "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
    "hidden_act", "max_position_embeddings", "type_vocab_size", "layer_norm_eps",
  ])
  func `A configuration without a size is an error that names the key`(key: String) throws {
    var object = bert
    object[key] = nil
    let error = try #require(throws: DecodingError.self) {
      try decode(BertConfiguration.self, object)
    }
    guard case .keyNotFound(let missing, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(missing.stringValue == key)
  }

  @Test(
    arguments: [
      ("hidden_act", "mish"), ("model_type", "roberta"),
      ("position_embedding_type", "relative_key"), ("is_decoder", true),
    ] as [(String, any Sendable)])
  func `What would compute something else is refused`(key: String, value: any Sendable) {
    var object = bert
    object[key] = value
    #expect(throws: DecodingError.self) { try decode(BertConfiguration.self, object) }
  }

  @Test func `An unknown activation is named together with those that are known`() throws {
    var object = bert
    object["hidden_act"] = "mish"
    let error = #expect(throws: DecodingError.self) {
      try decode(BertConfiguration.self, object)
    }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(context.codingPath.map(\.stringValue) == ["hidden_act"])
    for word in ["'mish'", "relu", "gelu_new"] { #expect(context.debugDescription.contains(word)) }
  }

  @Test(arguments: [
    ("vocab_size", 1 << 40), ("hidden_size", 0), ("num_hidden_layers", 1_000_000),
    ("num_attention_heads", -4), ("max_position_embeddings", .max),
  ])
  func `Sizes that no network has are refused before anything is made`(key: String, value: Int)
    throws
  {
    var object = bert
    object[key] = value
    let configuration = try decode(BertConfiguration.self, object)
    let error = #expect(throws: EncoderConfigurationError.self) { try configuration.validate() }
    #expect(error?.key == key)
  }

  @Test func `Sizes that do not fit each other are an error that names the key`() throws {
    var base = BertConfiguration.base
    base.numAttentionHeads = 7
    #expect(
      try #require(throws: EncoderConfigurationError.self) { try base.validate() }.key
        == "hidden_size")
    var wav2vec2 = Wav2Vec2Configuration.base
    wav2vec2.convolutionStrides = [5, 2]
    #expect(
      try #require(throws: EncoderConfigurationError.self) { try wav2vec2.validate() }.key
        == "conv_stride")
    wav2vec2 = .base
    wav2vec2.positionalGroups = 5
    #expect(throws: EncoderConfigurationError.self) { try wav2vec2.validate() }
    var timesformer = TimeSformerConfiguration(
      imageSize: 224, patchSize: 32, numFrames: 8, hiddenSize: 384, numHiddenLayers: 4,
      numAttentionHeads: 6, intermediateSize: 1536, attention: .joint, dropout: 0.1)
    try timesformer.validate()
    timesformer.patchSize = 30
    #expect(throws: EncoderConfigurationError.self) { try timesformer.validate() }
  }

  @Test func `Configurations survive being written and read`() throws {
    func check<Value: Codable & Equatable>(_ value: Value) throws {
      let data = try JSONEncoder().encode(value)
      #expect(try JSONDecoder().decode(Value.self, from: data) == value)
    }
    try check(BertConfiguration.miniLM)
    try check(Wav2Vec2Configuration.base)
    try check(Wav2Vec2Configuration.small)
  }
}
