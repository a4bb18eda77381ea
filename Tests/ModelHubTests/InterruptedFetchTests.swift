import AttuneTestSupport
import Foundation
import ModelHub
import Testing

@Suite struct InterruptedFetchTests {
  private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  private func offsets(_ hub: LocalHub) -> [Int] { hub.content.requests.map(\.offset) }

  @Test func `A cut connection is taken up where it ended`() throws {
    try withHub { hub, fetching in
      hub.behave { $0.cuts = [weights: [100_000, 50_000, 0]] }
      let model = try fetching.fetch()
      #expect(try fetching.content(weights, of: model) == hub.files[weights])
      #expect(offsets(hub) == [0, 100_000, 150_000, 150_000])
      #expect(fetching.pauses == [1, 2, 4])
    }
  }

  @Test func `A connection that is always cut ends in one error, and the next call goes on`()
    throws
  {
    try withHub { hub, fetching in
      hub.behave { $0.cuts = [weights: [70_000, 0, 0, 0, 0]] }
      let error = try #require(throws: HubError.self) { try fetching.fetch() }
      guard case .unreachable(_, 5, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(fetching.pauses == [1, 2, 4, 8])
      #expect(!exists(fetching.blob(weights)))
      #expect(!exists(fetching.repository.appendingPathComponent("refs/main")))
      hub.content.forget()
      let model = try fetching.fetch()
      #expect(offsets(hub) == [70_000])
      #expect(try fetching.content(weights, of: model) == hub.files[weights])
    }
  }

  @Test func `An attempt that brought much starts the count again`() throws {
    var files = smallModel
    files[weights] = Data(count: 7 << 20)
    try withHub(files) { hub, fetching in
      hub.behave { $0.cuts = [weights: [Int](repeating: 1 << 20, count: 6)] }
      let model = try fetching.fetch()
      #expect(model.files.last?.bytes == 7 << 20)
      #expect(fetching.pauses == [1, 1, 1, 1, 1, 1])
    }
  }

  @Test(arguments: [true, false])
  func `A large file comes in parts where the hub sends parts`(sendsParts: Bool) throws {
    try withHub { hub, fetching in
      fetching.partBytes = 100_000
      hub.behave { $0.sendsParts = sendsParts }
      let model = try fetching.fetch()
      #expect(try fetching.content(weights, of: model) == hub.files[weights])
      #expect(offsets(hub) == (sendsParts ? [0, 100_000, 200_000] : [0]))
    }
  }

  @Test func `A cut part is taken up where it ended`() throws {
    try withHub { hub, fetching in
      fetching.partBytes = 100_000
      hub.behave { $0.cuts = [weights: [100_000, 30_000]] }
      let model = try fetching.fetch()
      #expect(try fetching.content(weights, of: model) == hub.files[weights])
      #expect(offsets(hub) == [0, 100_000, 130_000, 230_000])
      #expect(fetching.pauses == [1])
    }
  }

  @Test func `What an earlier call left damaged is fetched anew`() throws {
    try withHub { hub, fetching in
      let partial = fetching.blob(weights).appendingPathExtension("incomplete")
      try FileManager.default.createDirectory(
        at: partial.deletingLastPathComponent(), withIntermediateDirectories: true)
      for length in [1000, 300_000, 400_000] {
        try Data(repeating: 1, count: length).write(to: partial)
        let model = try fetching.fetch()
        #expect(try fetching.content(weights, of: model) == hub.files[weights])
        try FileManager.default.removeItem(at: fetching.blob(weights))
      }
    }
  }

  @Test func `A hub that sends no parts sends the file whole again`() throws {
    try withHub { hub, fetching in
      hub.behave {
        $0.cuts = [weights: [100_000]]
        $0.sendsParts = false
      }
      let model = try fetching.fetch()
      #expect(offsets(hub) == [0, 100_000])
      #expect(try fetching.content(weights, of: model) == hub.files[weights])
    }
  }

  @Test func `A list or a small file that fails for a while is asked for again`() throws {
    try withHub { hub, fetching in
      let busy = LocalServer.Response(status: 429, headers: ["Retry-After": "30"])
      let broken = LocalServer.Response(status: 503)
      hub.behave { $0.answers = ["list": [broken, busy], "vocab.txt": [broken]] }
      _ = try fetching.fetch()
      #expect(fetching.pauses == [1, 30, 1])
      hub.behave { $0.answers = ["list": [LocalServer.Response](repeating: broken, count: 5)] }
      #expect(throws: HubError.self) { try fetching.fetch() }
    }
  }

  @Test func `A hub that is not there is one clear error`() throws {
    try withHub { hub, fetching in
      hub.hub.stop()
      let error = try #require(throws: HubError.self) { try fetching.fetch() }
      guard case .unreachable = error else {
        Issue.record("\(error)")
        return
      }
      #expect(!error.description.contains("\n"))
    }
  }

  @Test func `A full disk is said, and leaves no file under its name`() throws {
    try withHub { hub, fetching in
      let partial = fetching.blob(weights).appendingPathExtension("incomplete")
      try FileManager.default.createDirectory(
        at: partial.deletingLastPathComponent(), withIntermediateDirectories: true)
      // What is written there finds no space.
      try FileManager.default.createSymbolicLink(
        atPath: partial.path, withDestinationPath: "/dev/full")
      #expect(throws: HubError.diskFull(path: partial.path, missingBytes: nil)) {
        try fetching.fetch()
      }
      #expect(!exists(fetching.blob(weights)))
      try FileManager.default.removeItem(at: partial)
      hub.behave { $0.headers = [weights: ["X-Linked-Size": "1000000000000000000"]] }
      hub.content.forget()
      let error = try #require(throws: HubError.self) { try fetching.fetch() }
      guard case .diskFull(_, .some) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(hub.content.requests.isEmpty)
    }
  }
}
