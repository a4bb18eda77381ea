import AttuneEncoders
import Foundation
import Safetensors
import Torch
import TorchNN

/// Folders of tiny encoders with seeded weights, as the hub lays them out.
enum EncoderFolders {
  static let words = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "c", "d", "##a", "##b",
  ]

  static func bert(in folder: URL, addsPooler: Bool = true, seed: UInt64 = 1) throws {
    let configuration = BertConfiguration(
      vocabularySize: words.count, hiddenSize: 8, numHiddenLayers: 2, numAttentionHeads: 2,
      intermediateSize: 12, maximumPositions: 10)
    let store = ParameterStore(seed: seed)
    _ = try BertModel(configuration, addsPooler: addsPooler, store.root)
    try write(store, configuration, model: "bert", to: folder)
    try Data(words.map { "\($0)\n" }.joined().utf8).write(
      to: folder.appendingPathComponent("vocab.txt"))
  }

  static func wav2Vec2(in folder: URL, normalizes: Bool = true) throws {
    let store = ParameterStore(seed: 2)
    _ = try Wav2Vec2Model(.tinyGroup, store.root)
    try write(store, Wav2Vec2Configuration.tinyGroup, model: "wav2vec2", to: folder)
    try write(["do_normalize": normalizes], "preprocessor_config.json", to: folder)
  }

  /// For 3 frames of 12 × 12.
  static func timeSformer(in folder: URL, attention: String = "divided_space_time") throws {
    try write(
      [
        "model_type": "timesformer", "image_size": 12, "patch_size": 4, "num_channels": 3,
        "num_frames": 3, "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2,
        "intermediate_size": 12, "hidden_act": "gelu", "hidden_dropout_prob": 0,
        "attention_probs_dropout_prob": 0, "layer_norm_eps": 1e-6, "qkv_bias": true,
        "attention_type": attention, "drop_path_rate": 0,
      ], "config.json", to: folder)
    try write(
      [
        "size": ["shortest_edge": 16], "crop_size": ["height": 12, "width": 12],
        "do_center_crop": true, "image_mean": [0.45, 0.4, 0.35], "image_std": [0.2, 0.3, 0.25],
      ], "preprocessor_config.json", to: folder)
    let store = ParameterStore(seed: 3)
    _ = try TimeSformer(EncoderFolder(folder).timeSformerConfiguration(), store.root)
    try store.write(to: folder.appendingPathComponent("model.safetensors"))
  }

  private static func write(
    _ store: ParameterStore, _ configuration: some Encodable, model: String, to folder: URL
  ) throws {
    let data = try JSONEncoder().encode(configuration)
    var object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    object["model_type"] = model
    try write(object, "config.json", to: folder)
    try store.write(to: folder.appendingPathComponent("model.safetensors"))
  }

  private static func write(_ object: [String: Any], _ name: String, to folder: URL) throws {
    try JSONSerialization.data(withJSONObject: object).write(
      to: folder.appendingPathComponent(name))
  }

  /// A 16-bit mono sound at 16 kHz.
  static func wave(_ samples: [Int16], to file: URL) throws {
    var data = Data()
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
    data += Data("RIFF".utf8)
    append(UInt32(36 + 2 * samples.count))
    data += Data("WAVEfmt ".utf8)
    append(UInt32(16))
    append(UInt16(1))
    append(UInt16(1))
    append(UInt32(16_000))
    append(UInt32(32_000))
    append(UInt16(2))
    append(UInt16(16))
    data += Data("data".utf8)
    append(UInt32(2 * samples.count))
    for sample in samples { append(sample) }
    try data.write(to: file)
  }

  /// A tone that differs by `number`.
  static func tone(_ number: Int, samples: Int) -> [Int16] {
    (0..<samples).map { Int16(8000 * sin(Double($0) * 0.05 * Double(number + 1))) }
  }
}
