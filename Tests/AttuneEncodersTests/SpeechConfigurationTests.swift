import AttuneEncoders
import AttuneTestSupport
import Foundation
import Testing

@Suite struct SpeechConfigurationTests {
  /// What published files of the family have, and nothing more than we need.
  private let hubert: [String: Any] = [
    "model_type": "hubert", "conv_dim": [8, 8], "conv_kernel": [10, 3], "conv_stride": [5, 2],
    "conv_bias": false, "feat_extract_norm": "group", "feat_extract_activation": "gelu",
    "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 32,
    "hidden_act": "gelu", "do_stable_layer_norm": false, "num_conv_pos_embeddings": 8,
    "num_conv_pos_embedding_groups": 4, "layer_norm_eps": 1e-5, "hidden_dropout": 0.1,
    "attention_dropout": 0.1, "activation_dropout": 0.1, "feat_proj_dropout": 0.1,
    "layerdrop": 0.1, "num_feat_extract_layers": 2, "mask_time_prob": 0.05,
    "mask_time_length": 10, "mask_feature_prob": 0.0, "mask_feature_length": 10,
    "apply_spec_augment": true, "transformers_version": "4.10.0",
  ]

  private func decode(_ object: [String: Any]) throws -> Wav2Vec2Configuration {
    try JSONDecoder().decode(
      Wav2Vec2Configuration.self, from: JSONSerialization.data(withJSONObject: object))
  }

  @Test func `A published configuration decodes, with upstream's meaning of keys it lacks`() throws
  {
    let configuration = try decode(hubert)
    try configuration.validate()
    #expect(configuration.family == .hubert)
    #expect(configuration.normalizesProjection)
    #expect(!configuration.positionalBatchNorm)
    #expect(configuration.masking == .published)
    var none = hubert
    for key in hubert.keys where key.hasPrefix("mask_") || key == "apply_spec_augment" {
      none[key] = nil
    }
    #expect(try decode(none).masking == .published)
    none["model_type"] = nil
    #expect(try decode(none).masking == .off)
    none["mask_time_prob"] = 0.2
    #expect(try decode(none).masking.time.probability == 0.2)
  }

  @Test(arguments: [
    "conv_dim", "conv_kernel", "conv_stride", "conv_bias", "feat_extract_norm",
    "feat_extract_activation", "hidden_size", "num_hidden_layers", "num_attention_heads",
    "intermediate_size", "hidden_act", "do_stable_layer_norm", "num_conv_pos_embeddings",
    "num_conv_pos_embedding_groups", "layer_norm_eps", "hidden_dropout", "attention_dropout",
    "activation_dropout", "feat_proj_dropout", "layerdrop",
  ])
  func `A configuration without one of its sizes is an error that names the key`(
    key: String
  ) throws {
    var object = hubert
    object[key] = nil
    let error = try #require(throws: DecodingError.self) { try decode(object) }
    guard case .keyNotFound(let missing, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(missing.stringValue == key)
  }

  @Test func `What this encoder does not have is refused by its key`() throws {
    for (key, value) in [
      ("model_type", "wavlm"), ("add_adapter", true), ("adapter_attn_dim", 16),
      ("num_feat_extract_layers", 7), ("feat_extract_norm", "batch"), ("hidden_act", "mish"),
    ] as [(String, Any)] {
      var object = hubert
      object[key] = value
      #expect(throws: DecodingError.self, "\(key)") { try decode(object) }
    }
    for (key, value) in [
      ("mask_time_prob", 1.5), ("mask_time_length", 0), ("mask_feature_min_masks", -1),
      ("conv_stride", [1 << 40, 1 << 40]), ("conv_kernel", [1, Int.max]), ("hidden_size", 0),
      ("layerdrop", 1),
    ] as [(String, Any)] {
      var object = hubert
      object[key] = value
      let configuration = try decode(object)
      let error = try #require(throws: EncoderConfigurationError.self, "\(key)") {
        try configuration.validate()
      }
      #expect(error.encoder == "hubert")
    }
  }

  @Test(arguments: ["feat_proj_layer_norm", "conv_pos_batch_norm"])
  func `Switches of HuBERT are refused in wav2vec2, where upstream passes over them`(
    key: String
  ) throws {
    var object = hubert
    object[key] = key == "conv_pos_batch_norm"
    try decode(object).validate()
    object["model_type"] = "wav2vec2"
    let error = try #require(throws: EncoderConfigurationError.self) {
      try decode(object).validate()
    }
    #expect(error.key == key)
  }

  @Test func `A configuration survives being written and read`() throws {
    var configuration = try decode(hubert)
    configuration.masking.features = .init(probability: 0.1, length: 4, minimumCount: 1)
    configuration.positionalBatchNorm = true
    let data = try JSONEncoder().encode(configuration)
    #expect(try JSONDecoder().decode(Wav2Vec2Configuration.self, from: data) == configuration)
  }

  @Test func `The preprocessor's file is read, and its absence has a meaning`() throws {
    try withTemporaryFolder { url in
      let folder = EncoderFolder(url)
      #expect(try folder.soundPreprocessing() == SoundPreprocessing())
      let file = url.appendingPathComponent("preprocessor_config.json")
      func read(_ text: String) throws -> SoundPreprocessing {
        try Data(text.utf8).write(to: file)
        return try folder.soundPreprocessing()
      }
      #expect(try read("{}") == SoundPreprocessing())
      #expect(
        try read(#"{"do_normalize": false, "return_attention_mask": true, "padding_value": 0.0}"#)
          == SoundPreprocessing(normalizes: false, returnsAttentionMask: true))
      for (key, value) in [
        ("sampling_rate", "8000"), ("feature_size", "80"), ("do_normalize", "1"),
        ("feature_extractor_type", "\"SeamlessM4TFeatureExtractor\""),
      ] {
        let error = try #require(throws: EncoderFolderError.self, "\(key)") {
          try read("{\"\(key)\": \(value)}")
        }
        guard case .malformedConfiguration(file, key, _) = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }
}
