import AttuneTestSupport
import Foundation
import ModelHub
import Testing

@Suite struct FileChoiceTests {
  private static let configuration = ["config.json": Data("{}".utf8)]

  private func model(_ files: [String: String]) -> [String: Data] {
    Self.configuration.merging(files.mapValues { Data($0.utf8) }) { $1 }
  }

  private func index(_ shards: [String]) -> String {
    let table = shards.enumerated().map { "\"layer.\($0.offset)\":\"\($0.element)\"" }
    return "{\"metadata\":{},\"weight_map\":{\(table.joined(separator: ","))}}"
  }

  @Test func `Safetensors are preferred to PyTorch's files, and either may be sharded`() throws {
    let shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    let parts = ["pytorch_model-00001-of-00001.bin"]
    let bin = "pytorch_model.bin"
    let (tensorIndex, binIndex) = ("model.safetensors.index.json", "pytorch_model.bin.index.json")
    let cases: [(files: [String: String], expected: [String])] = [
      ([weights: "w", bin: "b"], [weights]),
      ([bin: "b", binIndex: index(parts), parts[0]: "p"], [bin]),
      ([binIndex: index(parts), parts[0]: "p"], [binIndex, parts[0]]),
      (
        [tensorIndex: index(shards + shards), shards[0]: "1", shards[1]: "2", bin: "b"],
        [tensorIndex] + shards
      ),
    ]
    for (files, expected) in cases {
      try withHub(model(files)) { _, fetching in
        let paths = try fetching.fetch().files.map(\.path)
        #expect(paths == ["config.json"] + expected)
      }
    }
  }

  @Test func `A model without weights or configuration is refused before anything is fetched`()
    throws
  {
    try withHub(model(["tf_model.h5": "w"])) { hub, fetching in
      #expect(throws: HubError.noWeights(hub.name, formats: [".h5"])) { try fetching.fetch() }
    }
    try withHub([weights: Data("w".utf8)]) { hub, fetching in
      #expect(throws: HubError.missingFile(hub.name, file: "config.json")) {
        try fetching.fetch()
      }
    }
  }

  @Test func `An index cannot name what lies elsewhere`() throws {
    let name = "model.safetensors.index.json"
    for shard in ["../../outside.safetensors", "/outside", "folder/inside", ".hidden"] {
      try withHub(model([name: index([shard]), shard: "x"])) { hub, fetching in
        #expect(throws: HubError.missingFile(hub.name, file: shard)) { try fetching.fetch() }
      }
    }
    try withHub(model([name: index(["missing.safetensors"])])) { hub, fetching in
      #expect(throws: HubError.missingFile(hub.name, file: "missing.safetensors")) {
        try fetching.fetch()
      }
    }
    try withHub(model([name: "{\"weight_map\":{}}"])) { _, fetching in
      #expect(throws: HubError.self) { try fetching.fetch() }
    }
  }

  @Test func `An empty file is a file`() throws {
    try withHub(model([weights: "w", "merges.txt": ""])) { _, fetching in
      let model = try fetching.fetch()
      #expect(try fetching.content("merges.txt", of: model).isEmpty)
    }
  }
}
