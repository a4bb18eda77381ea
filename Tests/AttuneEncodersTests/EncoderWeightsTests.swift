import AttuneEncoders
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchCheckpoint
import TorchNN
import TorchTestSupport

/// Folders that Scripts/fixtures/encoder_folders.py made: one tiny BERT in every form of the hub.
@Suite struct EncoderWeightsTests {
  private func folder(_ name: String) throws -> EncoderFolder {
    let fixtures = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return EncoderFolder(fixtures.appendingPathComponent("folders/\(name)", isDirectory: true))
  }

  private func bert(_ folder: EncoderFolder, dtype: DType = .float32) throws -> ParameterStore {
    let source = try folder.source(.bert(readsPooler: true), prefix: "")
    let store = ParameterStore(dtype: dtype, sources: [source])
    _ = try BertModel(folder.bertConfiguration(), addsPooler: true, store.root)
    try store.verify()
    return store
  }

  @Test(arguments: ["bin", "sharded", "sharded_bin", "published"])
  func `Every form of the weights gives the same parameters`(name: String) throws {
    let expected = try bert(folder("safetensors"))
    let actual = try bert(folder(name))
    #expect(actual.tensors.map(\.path) == expected.tensors.map(\.path))
    for (actual, expected) in zip(actual.tensors, expected.tensors) {
      #expect(try actual.tensor.bytes() == expected.tensor.bytes(), "\(expected.path)")
    }
  }

  @Test func `Files of wav2vec2's pre-training and of TimeSformer's classifiers fit`() throws {
    let sound = try folder("wav2vec2")
    let sounds = ParameterStore(sources: [try sound.source(.wav2vec2, prefix: "")])
    _ = try Wav2Vec2Model(sound.wav2Vec2Configuration(), sounds.root)
    try sounds.verify()
    let direction = "encoder.pos_conv_embed.conv.parametrizations.weight.original1"
    let read = try #require(sounds.parameters.first { $0.path == direction })
    let stored = try sound.weights().tensor("wav2vec2.encoder.pos_conv_embed.conv.weight_v")
    #expect(try read.tensor.bytes() == stored.bytes())

    let video = try folder("timesformer")
    let videos = ParameterStore(sources: [try video.source(.timesformer, prefix: "")])
    _ = try TimeSformer(video.timeSformerConfiguration(), videos.root)
    try videos.verify()
  }

  @Test(arguments: ["half", "half_bin"])
  func `Half precision is read as float32, or stays as it is where that is asked for`(
    name: String
  ) throws {
    let folder = try folder(name)
    let file = try folder.weights()
    for parameter in try bert(folder, dtype: .float16).parameters {
      #expect(parameter.tensor.dtype == .float16)
      #expect(try parameter.tensor.bytes() == file.tensor(parameter.path).bytes())
    }
    for parameter in try bert(folder).parameters {
      #expect(parameter.tensor.dtype == .float32)
      #expect(try parameter.tensor.floats() == file.tensor(parameter.path).floats())
    }
  }

  @Test func `A folder without weights says what it was looked at for`() throws {
    try withTemporaryFolder { url in
      let error = #expect(throws: EncoderFolderError.self) { try EncoderFolder(url).weights() }
      #expect(error == .missingWeights(folder: url, lookedFor: EncoderFolder.weightFiles))
      #expect(error?.description.contains("pytorch_model.bin.index.json") == true)
    }
  }

  /// A copy of the sharded folder, with another index.
  private func sharded(
    _ change: (inout [String: String]) -> Void, _ body: (EncoderFolder, URL) throws -> Void
  ) throws {
    try withTemporaryFolder { parent in
      let url = parent.appendingPathComponent("bert", isDirectory: true)
      try FileManager.default.copyItem(at: folder("sharded").url, to: url)
      let index = url.appendingPathComponent("model.safetensors.index.json")
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: index))
      var map = try #require((json as? [String: Any])?["weight_map"] as? [String: String])
      change(&map)
      try JSONSerialization.data(withJSONObject: ["weight_map": map]).write(to: index)
      try body(EncoderFolder(url), index)
    }
  }

  private func problem(_ folder: EncoderFolder) throws -> ShardIndexError.Problem? {
    let error = #expect(throws: ShardIndexError.self) { try folder.weights() }
    #expect(error?.description.contains { $0.isNewline } == false)
    return error?.problem
  }

  @Test(arguments: ["../bert/model-00001-of-00003.safetensors", "/etc/passwd", "..", "", "a/b"])
  func `An index cannot lead out of its folder`(shard: String) throws {
    try sharded({ $0["pooler.dense.bias"] = shard }) { folder, _ in
      let found = try problem(folder)
      #expect(found == .outsideFolder(shard: shard))
    }
  }

  @Test func `Shards that are missing and keys that are not in theirs are listed`() throws {
    try sharded({ $0["pooler.dense.bias"] = "model-00009-of-00003.safetensors" }) { folder, _ in
      let found = try problem(folder)
      #expect(found == .missingShards(["model-00009-of-00003.safetensors"]))
    }
    let shard = "model-00001-of-00003.safetensors"
    try sharded({ $0["stranger"] = shard }) { folder, _ in
      let found = try problem(folder)
      #expect(found == .missingTensors(["stranger"], shard: shard))
    }
  }

  @Test(arguments: ["", "{", "[]", "{\"weight_map\": 1}", "{\"weight_map\": {\"a\": 1}}"])
  func `An index of another form is refused`(text: String) throws {
    try sharded({ _ in }) { folder, index in
      try Data(text.utf8).write(to: index)
      guard case .malformed = try problem(folder) else {
        Issue.record("\(text) was taken")
        return
      }
    }
  }
}
