import AttuneEncoders
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@Suite struct EncoderFolderTests {
  private func write(_ object: [String: Any], to folder: URL) throws {
    try JSONSerialization.data(withJSONObject: object).write(
      to: folder.appendingPathComponent("config.json"))
  }

  @Test func `A name is looked up in every place, and the error lists them`() throws {
    try withTemporaryFolder { folder in
      let locator = EncoderLocator(environment: [
        "ATTUNE_MODELS": folder.path, "HF_HUB_CACHE": folder.appendingPathComponent("hub").path,
      ])
      let name = "no-such-encoder-\(UUID().uuidString)"
      let error = try #require(throws: EncoderFolderError.self) {
        try locator.folder(of: name)
      }
      guard case .notFound(name, let searched) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(searched.count == 5)
      #expect(!error.description.contains("\n"))

      let wanted = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: wanted, withIntermediateDirectories: true)
      #expect(
        try locator.folder(of: name).standardizedFileURL.path == wanted.standardizedFileURL.path)
      #expect(try locator.folder(of: wanted.path).path == wanted.path)
    }
  }

  @Test func `A model in the cache of the hub's tools is found by its name`() throws {
    try withTemporaryFolder { folder in
      let commit = String(repeating: "0a", count: 20)
      func add(_ name: String) throws -> String {
        let model = folder.appendingPathComponent("models--\(name)")
        let snapshot = model.appendingPathComponent("snapshots/\(commit)")
        for made in [snapshot, model.appendingPathComponent("refs")] {
          try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        }
        try Data(commit.utf8).write(to: model.appendingPathComponent("refs/main"))
        return snapshot.path
      }
      let locator = EncoderLocator(environment: ["HF_HUB_CACHE": folder.path])
      let cached = try add("publisher--some-encoder")
      #expect(try locator.folder(of: "publisher/some-encoder").path == cached)
      #expect(try locator.folder(of: "some-encoder").path == cached)
      _ = try add("stranger--some-encoder")
      #expect(try locator.folder(of: "publisher/some-encoder").path == cached)
      #expect(throws: (any Error).self) { try locator.folder(of: "some-encoder") }
      let own = try add("some-encoder")
      #expect(try locator.folder(of: "some-encoder").path == own)
    }
  }

  @Test func `A path that does not exist is looked for nowhere else`() throws {
    let error = try #require(throws: EncoderFolderError.self) {
      try EncoderLocator().folder(of: "/no/such/folder")
    }
    guard case .notFound(_, let searched) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(searched.map(\.path) == ["/no/such/folder"])
  }

  @Test func `A missing or malformed file is an error that names it and the key`() throws {
    try withTemporaryFolder { url in
      let folder = EncoderFolder(url)
      #expect(throws: EncoderFolderError.missingFile(folder: url, name: "config.json")) {
        try folder.bertConfiguration()
      }
      #expect(
        throws: EncoderFolderError.missingWeights(folder: url, lookedFor: EncoderFolder.weightFiles)
      ) {
        try folder.source(.bert(readsPooler: false), prefix: "")
      }
      let file = url.appendingPathComponent("config.json")
      try Data("{\"hidden_size\": 1".utf8).write(to: file)
      #expect(
        throws: EncoderFolderError.malformedConfiguration(
          file: file, key: "", reason: "is not valid JSON")
      ) { try folder.bertConfiguration() }
      try write(["model_type": "bert", "vocab_size": "many"], to: url)
      let error = try #require(throws: EncoderFolderError.self) { try folder.bertConfiguration() }
      guard case .malformedConfiguration(file, "vocab_size", _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `An untidy file of BERT reads as the tidy one`() throws {
    let reference = try ReferenceCase("bert_gelu", in: .module)
    func bert(_ tensors: [NamedTensor]) throws -> [Float] {
      let checkpoint = EncoderCheckpoint.bert(readsPooler: false)
      let store = ParameterStore(sources: [
        ParameterSource(
          prefix: "text_encoder", tensors: TensorTable(tensors, location: "test"),
          keyMap: checkpoint.keyMap, leftOver: checkpoint.leftOver)
      ])
      let bert = try BertModel(.tiny(), store.root["text_encoder"])
      try store.verify()
      let text = try PackedTexts([[1, 5, 2, 7, 19, 0, 3]], device: .cpu)
      return try bert(text, mode: .evaluation).hiddenStates.floats()
    }
    let tidy = try reference.parameters()
    let untidy = tidy.map { parameter in
      NamedTensor(
        path: "bert."
          + parameter.path.replacingOccurrences(of: "LayerNorm.weight", with: "LayerNorm.gamma")
          .replacingOccurrences(of: "LayerNorm.bias", with: "LayerNorm.beta"),
        tensor: parameter.tensor)
    }
    let extra = try ["cls.predictions.bias", "bert.embeddings.position_ids"].map {
      NamedTensor(path: $0, tensor: try Tensor.zeros([1]))
    }
    #expect(try bert(untidy + extra) == bert(tidy))
    let stranger = NamedTensor(path: "bert.adapter.weight", tensor: try Tensor.zeros([1]))
    let error = try #require(throws: ParameterError.self) { try bert(tidy + [stranger]) }
    #expect(error.unused == ["bert.adapter.weight"])
  }

  @Test func `The fixtures are the files that their manifest lists`() throws {
    try FixtureManifest.expectMatches(.module)
  }
}
