import AttuneTestSupport
import Foundation
import ModelHub
import Testing

@Suite struct CacheFetchTests {
  private func link(_ path: String, in model: FetchedModel) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(
      atPath: URL(fileURLWithPath: model.folder).appendingPathComponent(path).path)
  }

  @Test func `A model comes into the cache as the hub's own tools lay it out`() throws {
    try withHub { hub, fetching in
      let model = try fetching.fetch()
      #expect(model.commit == LocalHub.commit)
      #expect(model.files.map(\.path) == ["config.json", "vocab.txt", weights])
      #expect(
        model.folder
          == fetching.repository.appendingPathComponent("snapshots/\(LocalHub.commit)").path)
      for file in model.files {
        #expect(try fetching.content(file.path, of: model) == hub.files[file.path])
        #expect(try link(file.path, in: model) == "../../blobs/\(hub.digits(file.path))")
        #expect(file.checksum.hasSuffix(hub.digits(file.path)))
        #expect(file.wasFetched)
      }
      let branch = try Data(contentsOf: fetching.repository.appendingPathComponent("refs/main"))
      #expect(branch == Data(LocalHub.commit.utf8))
      let left = try FileManager.default.subpathsOfDirectory(atPath: fetching.repository.path)
      #expect(!left.contains { $0.hasSuffix(".incomplete") })
      #expect(try HubCache(folder: fetching.cache).snapshot(of: hub.name)?.path == model.folder)
    }
  }

  @Test func `Small files are named as git names them`() {
    // printf 'hello\n' | git hash-object --stdin
    #expect(
      LocalHub.digits("vocab.txt", Data("hello\n".utf8))
        == "ce013625030ba8dba906f756967f9e9ca394464a")
  }

  @Test func `What is in the cache is not fetched again`() throws {
    try withHub { hub, fetching in
      _ = try fetching.fetch()
      hub.hub.forget()
      hub.content.forget()
      let again = try fetching.fetch()
      #expect(again.files.allSatisfy { !$0.wasFetched })
      #expect(hub.hub.paths("GET").allSatisfy { $0.hasPrefix("/api/") })
      #expect(hub.content.requests.isEmpty)
      #expect(fetching.events.contains(.present(file: weights)))
    }
  }

  @Test func `A blob that another tool put there is used and linked`() throws {
    try withHub { hub, fetching in
      let blob = fetching.blob(weights)
      try FileManager.default.createDirectory(
        at: blob.deletingLastPathComponent(), withIntermediateDirectories: true)
      try hub.files[weights]?.write(to: blob)
      let model = try fetching.fetch()
      #expect(model.files.last?.wasFetched == false)
      #expect(hub.content.requests.isEmpty)
      #expect(try fetching.content(weights, of: model) == hub.files[weights])
    }
  }

  @Test func `A commit needs no branch, and a tag gets its own`() throws {
    try withHub { _, fetching in
      let refs = fetching.repository.appendingPathComponent("refs")
      _ = try fetching.fetch(revision: LocalHub.commit)
      #expect(!FileManager.default.fileExists(atPath: refs.path))
      _ = try fetching.fetch(revision: "v1.0")
      #expect(try FileManager.default.contentsOfDirectory(atPath: refs.path) == ["v1.0"])
    }
  }

  @Test func `The token is shown to the hub and to nobody else`() throws {
    try withHub(token: "hf_secret") { hub, fetching in
      hub.behave { $0.token = "hf_secret" }
      _ = try fetching.fetch()
      #expect(!hub.hub.requests.isEmpty)
      for request in hub.hub.requests {
        #expect(request.headers["authorization"] == "Bearer hf_secret")
      }
      #expect(hub.content.paths("GET") == ["/\(weights)"])
      for request in hub.content.requests { #expect(request.headers["authorization"] == nil) }
    }
  }

  @Test func `A model that was renamed is found under its old name`() throws {
    try withHub(token: "hf_secret") { hub, fetching in
      hub.behave {
        $0.token = "hf_secret"
        $0.formerName = "former/name"
      }
      let model = try fetching.fetch("former/name")
      #expect(try fetching.content(weights, of: model) == hub.files[weights])
      #expect(model.folder.contains("models--former--name"))
    }
  }

  @Test func `Fetches of the same model at once bring it once`() throws {
    try withHub { hub, fetching in
      let cache = fetching.cache
      let isDone = DispatchSemaphore(value: 0)
      for _ in 0..<4 {
        // Threads of their own: the queues' are needed by what they wait for.
        Thread.detachNewThread {
          do {
            let other = Fetching(hub, cache: cache)
            let model = try other.fetch()
            #expect(try other.content(weights, of: model) == hub.files[weights])
          } catch {
            Issue.record(error)
          }
          isDone.signal()
        }
      }
      for _ in 0..<4 { isDone.wait() }
      #expect(hub.content.paths("GET") == ["/\(weights)"])
    }
  }
}
