import AttuneEncoders
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@Suite struct TimeSformerFolderTests {
  /// The keys of `timesformer-base-finetuned-k400/config.json` that mean something here.
  private let published: [String: Any] = [
    "model_type": "timesformer", "architectures": ["TimesformerForVideoClassification"],
    "attention_probs_dropout_prob": 0.0, "attention_type": "divided_space_time",
    "drop_path_rate": 0, "hidden_act": "gelu", "hidden_dropout_prob": 0.0, "hidden_size": 768,
    "image_size": 224, "initializer_range": 0.02, "intermediate_size": 3072,
    "layer_norm_eps": 1e-06, "num_attention_heads": 12, "num_channels": 3, "num_frames": 8,
    "num_hidden_layers": 12, "patch_size": 16, "qkv_bias": true,
  ]

  private let preprocessor: [String: Any] = [
    "crop_size": ["height": 224, "width": 224], "do_center_crop": true, "do_normalize": true,
    "do_rescale": true, "do_resize": true, "image_mean": [0.45, 0.45, 0.45],
    "image_std": [0.225, 0.225, 0.225], "resample": 2, "size": ["shortest_edge": 224],
  ]

  private func read<Value>(
    _ object: [String: Any], as name: String, _ body: (EncoderFolder) throws -> Value
  ) throws -> Value {
    try withTemporaryFolder { folder in
      try JSONSerialization.data(withJSONObject: object).write(
        to: folder.appendingPathComponent(name))
      return try body(EncoderFolder(folder))
    }
  }

  private func configuration(_ object: [String: Any]) throws -> TimeSformerConfiguration {
    try read(object, as: "config.json") { folder in
      #expect(try folder.family() == .timesformer)
      return try folder.timeSformerConfiguration()
    }
  }

  private func preprocessing(_ object: [String: Any]) throws -> VideoPreprocessing {
    try read(object, as: "preprocessor_config.json") { try $0.videoPreprocessing() }
  }

  @Test func `The published configuration is read with its class token`() throws {
    let configuration = try configuration(published)
    #expect(configuration.numPatches == 196)
    #expect((configuration.hasClassToken, configuration.pooling) == (true, .classToken))
    #expect((configuration.attention, configuration.layerNormEps) == (.divided, 1e-6))
    var pair = published
    pair["image_size"] = [224, 224]
    #expect(try self.configuration(pair) == configuration)
  }

  @Test(arguments: [
    "attention_type", "hidden_size", "image_size", "intermediate_size", "layer_norm_eps",
    "num_attention_heads", "num_frames", "num_hidden_layers", "patch_size", "qkv_bias",
    "hidden_act", "hidden_dropout_prob", "attention_probs_dropout_prob",
  ])
  func `A configuration without a required key is an error that names it`(key: String) throws {
    var object = published
    object[key] = nil
    let error = #expect(throws: EncoderFolderError.self) { try configuration(object) }
    guard case .malformedConfiguration(_, key, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    arguments: [
      ("attention_type", "axial"), ("hidden_act", "mish"), ("num_channels", 1),
      ("image_size", [224, 112]), ("patch_size", 15), ("drop_path_rate", 1),
    ] as [(String, any Sendable)])
  func `A value that would compute something else is refused by its key`(
    key: String, value: any Sendable
  ) throws {
    var object = published
    object[key] = value
    let error = #expect(throws: EncoderFolderError.self) { try configuration(object) }
    // A patch size that does not fit is told at the image size.
    let named = key == "patch_size" ? "image_size" : key
    guard case .malformedConfiguration(_, named, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `Frames are prepared as the folder says`() throws {
    let published = try preprocessing(preprocessor)
    #expect((published.frameSize, published.shortestEdge) == (224, 224))
    #expect(published.mean == [0.45, 0.45, 0.45])
    var object = preprocessor
    object["size"] = 256
    #expect(try preprocessing(object).shortestEdge == 256)
    object["size"] = ["height": 96, "width": 96]
    object["do_center_crop"] = false
    #expect(try preprocessing(object).frameSize == 96)
    #expect(try preprocessing(object).shortestEdge == nil)
    object["do_normalize"] = false
    #expect(try preprocessing(object).standardDeviation == [1, 1, 1])
  }

  @Test(
    arguments: [
      ("resample", 3), ("do_resize", false), ("do_rescale", false), ("rescale_factor", 1.0),
      ("do_center_crop", false), ("crop_size", ["height": 100, "width": 90]),
      ("crop_size", ["height": 300, "width": 300]), ("image_mean", [0.5]),
      ("image_std", [0.2, 0.0, 0.2]), ("size", ["longest_edge": 224]),
    ] as [(String, any Sendable)])
  func `Frames that cannot be prepared so are an error`(key: String, value: any Sendable) throws {
    var object = preprocessor
    object[key] = value
    #expect(throws: EncoderFolderError.self) { try preprocessing(object) }
  }

  @Test func `A folder that does not say how frames are prepared is an error`() throws {
    try withTemporaryFolder { folder in
      #expect(
        throws: EncoderFolderError.missingFile(folder: folder, name: "preprocessor_config.json")
      ) { try EncoderFolder(folder).videoPreprocessing() }
    }
  }

  @Test func `The file of a video classifier reads as the bare encoder's`() throws {
    let reference = try ReferenceCase("hub_timesformer_divided", in: .module)
    var configuration = TimeSformerConfiguration.tiny(.divided)
    (configuration.hasClassToken, configuration.pooling) = (true, .classToken)
    configuration.layerNormEps = 1e-6
    func states(_ tensors: [NamedTensor]) throws -> [Float] {
      let checkpoint = EncoderCheckpoint.timesformer
      let store = ParameterStore(
        sources: [
          ParameterSource(
            prefix: "video_encoder", tensors: TensorTable(tensors, location: "test"),
            keyMap: checkpoint.keyMap, leftOver: checkpoint.leftOver)
        ], frozen: ["video_encoder"])
      let encoder = try TimeSformer(configuration, store.root["video_encoder"])
      try store.verify()
      return try encoder.hiddenStates(reference.input("pixel_values"), mode: .evaluation).floats()
    }
    let bare = try reference.parameters()
    let classifier =
      try bare.map {
        NamedTensor(path: "timesformer.\($0.path)", tensor: $0.tensor)
      }
      + ["classifier.weight", "classifier.bias"].map {
        NamedTensor(path: $0, tensor: try Tensor.zeros([2]))
      }
    #expect(try states(classifier) == states(bare))
    let error = #expect(throws: ParameterError.self) { try states(Array(bare.dropLast())) }
    #expect(error?.missing.count == 1)
  }
}
