import AttuneTestSupport
import Foundation
import ModelHub
import Testing

@Suite struct FolderFetchTests {
  @Test func `A plain folder holds plain files, and nothing else`() throws {
    try withHub { hub, fetching in
      let parent = fetching.cache.appendingPathComponent("models")
      hub.behave { $0.cuts = [weights: [1000]] }
      let model = try fetching.fetch(to: .folders(below: parent))
      let folder = parent.appendingPathComponent("encoder")
      #expect(model.folder == folder.path)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.sorted() == ["config.json", weights, "vocab.txt"])
      for name in names {
        let url = folder.appendingPathComponent(name)
        #expect(try Data(contentsOf: url) == hub.files[name])
        let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type]
        #expect(type as? FileAttributeType == .typeRegular)
      }
      #expect(!FileManager.default.fileExists(atPath: fetching.repository.path))
    }
  }

  @Test func `A file that is there is compared and not fetched again`() throws {
    try withHub { hub, fetching in
      let destination = FetchDestination.folders(below: fetching.cache)
      let folder = URL(fileURLWithPath: try fetching.fetch(to: destination).folder)
      try Data(repeating: 0, count: 12).write(to: folder.appendingPathComponent("vocab.txt"))
      hub.content.forget()
      let again = try fetching.fetch(to: destination)
      #expect(again.files.filter(\.wasFetched).map(\.path) == ["vocab.txt"])
      #expect(try fetching.content("vocab.txt", of: again) == hub.files["vocab.txt"])
      #expect(hub.content.requests.isEmpty)
    }
  }

  @Test func `A fetch into a folder goes on where it stopped`() throws {
    try withHub { hub, fetching in
      let destination = FetchDestination.folders(below: fetching.cache)
      hub.behave { $0.cuts = [weights: [90_000, 0, 0, 0, 0]] }
      #expect(throws: HubError.self) { try fetching.fetch(to: destination) }
      let whole = fetching.cache.appendingPathComponent("encoder/\(weights)")
      #expect(!FileManager.default.fileExists(atPath: whole.path))
      hub.content.forget()
      _ = try fetching.fetch(to: destination)
      #expect(hub.content.requests.map(\.offset) == [90_000])
      #expect(try Data(contentsOf: whole) == hub.files[weights])
    }
  }

  @Test func `Two models of one name do not share a folder`() throws {
    let models = [try ModelName("one/encoder"), try ModelName("two/encoder")]
    let parent = URL(fileURLWithPath: "models")
    #expect(throws: HubError.self) { try FetchDestination.folders(below: parent).check(models) }
    try FetchDestination.folders(below: parent).check([models[0], models[0]])
    try FetchDestination.cache.check(models)
  }
}
