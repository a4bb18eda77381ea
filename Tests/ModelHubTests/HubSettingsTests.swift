import AttuneTestSupport
import Foundation
import ModelHub
import Testing

@Suite struct HubSettingsTests {
  @Test(arguments: [
    (["HOME": "/h"], "/h/.cache/huggingface/hub"),
    (["HOME": "/h", "XDG_CACHE_HOME": "/c"], "/c/huggingface/hub"),
    (["HOME": "/h", "HF_HOME": "~/models"], "/h/models/hub"),
    (["HF_HOME": "/m", "HUGGINGFACE_HUB_CACHE": "/old"], "/old"),
    (["HF_HOME": "/m", "HF_HUB_CACHE": "/cache"], "/cache"),
    (["HOME": "/h", "HF_HUB_CACHE": ""], "/h/.cache/huggingface/hub"),
  ])
  func `The cache is where the hub's tools look for it`(
    environment: [String: String], path: String
  ) {
    #expect(HubCache(environment: environment).folder.path == path)
  }

  @Test func `An endpoint or a token that is none is refused`() throws {
    #expect(try HubSettings(environment: [:]).endpoint.absoluteString == HubSettings.publicEndpoint)
    let mirror = try HubSettings(environment: ["HF_ENDPOINT": "https://mirror.example.org/hub/"])
    #expect(mirror.endpoint.absoluteString == "https://mirror.example.org/hub")
    for text in ["mirror.example.org", "ftp://example.org", "https://", "https://a b"] {
      #expect(throws: HubError.invalidEndpoint(text)) {
        try HubSettings(environment: ["HF_ENDPOINT": text])
      }
    }
    #expect(throws: HubError.invalidToken) {
      try HubSettings(environment: ["HF_TOKEN": "a\r\nHost: elsewhere"])
    }
  }

  @Test func `A snapshot is found by the branch, or by being the only one`() throws {
    try withTemporaryFolder { folder in
      let cache = HubCache(folder: folder)
      let model = folder.appendingPathComponent("models--publisher--encoder")
      func add(_ commit: String) throws -> String {
        let snapshot = model.appendingPathComponent("snapshots/\(commit)")
        try FileManager.default.createDirectory(at: snapshot, withIntermediateDirectories: true)
        return snapshot.path
      }
      #expect(try cache.snapshot(of: "publisher/encoder") == nil)
      let first = try add(String(repeating: "1", count: 40))
      #expect(try cache.snapshot(of: "publisher/encoder")?.path == first)
      let second = try add(String(repeating: "2", count: 40))
      #expect(try cache.snapshot(of: "publisher/encoder") == nil)
      let refs = model.appendingPathComponent("refs")
      try FileManager.default.createDirectory(at: refs, withIntermediateDirectories: true)
      try Data("2222222222222222222222222222222222222222\n".utf8).write(
        to: refs.appendingPathComponent("main"))
      #expect(try cache.snapshot(of: "publisher/encoder")?.path == second)
      try Data("../../..".utf8).write(to: refs.appendingPathComponent("main"))
      #expect(try cache.snapshot(of: "publisher/encoder") == nil)
      #expect(try cache.snapshot(of: "../publisher/encoder") == nil)
    }
  }

  @Test func `Several publishers' models of one name are told apart`() throws {
    try withTemporaryFolder { folder in
      for publisher in ["one", "two"] {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent(
            "models--\(publisher)--encoder/snapshots/\(String(repeating: "1", count: 40))"),
          withIntermediateDirectories: true)
      }
      #expect(
        throws: HubError.ambiguousName("encoder", candidates: ["one/encoder", "two/encoder"])
      ) { try HubCache(folder: folder).snapshot(of: "encoder") }
    }
  }
}
