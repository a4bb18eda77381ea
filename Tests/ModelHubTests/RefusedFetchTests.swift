import AttuneTestSupport
import Foundation
import ModelHub
import Testing

@Suite struct RefusedFetchTests {
  @Test func `A model or a revision that is not there is named`() throws {
    try withHub { hub, fetching in
      #expect(throws: HubError.noSuchModel("publisher/other", hub: hub.hub.address)) {
        try fetching.fetch("publisher/other")
      }
      #expect(throws: HubError.noSuchRevision(hub.name, revision: "v9")) {
        try fetching.fetch(revision: "v9")
      }
      #expect(fetching.pauses.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: fetching.cache.path))
    }
  }

  @Test(arguments: [nil, "hf_known", "hf_strange"])
  func `A private model shows itself to its owner only`(token: String?) throws {
    try withHub(token: token) { hub, fetching in
      hub.behave { $0.token = "hf_known" }
      switch token {
      case "hf_known": _ = try fetching.fetch()
      case nil:
        #expect(throws: HubError.noSuchModel(hub.name, hub: hub.hub.address)) {
          try fetching.fetch()
        }
      default:
        #expect(throws: HubError.tokenRefused(hub.hub.address)) { try fetching.fetch() }
      }
    }
  }

  @Test(arguments: [nil, "hf_known"])
  func `A gated model says what opens it`(token: String?) throws {
    try withHub(token: token) { hub, fetching in
      hub.behave { $0.isGated = true }
      #expect(throws: HubError.gated(hub.name, hasToken: token != nil)) { try fetching.fetch() }
    }
  }

  @Test func `A refusal without a reason is passed on`() throws {
    try withHub { hub, fetching in
      let refusal = LocalServer.Response(
        status: 403, body: Data(#"{"error":"not from\nhere"}"#.utf8))
      hub.behave { $0.answers = ["list": [refusal]] }
      let error = try #require(throws: HubError.self) { try fetching.fetch() }
      guard case .status(_, 403, "not from here") = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `Content that does not hash as the hub says is not kept`() throws {
    try withHub { hub, fetching in
      for path in ["vocab.txt", weights] {
        var wrong = hub.files[path] ?? Data()
        wrong[wrong.count / 2] ^= 1
        hub.behave { $0.contents = [path: wrong] }
        let error = try #require(throws: HubError.self) { try fetching.fetch() }
        guard case .wrongChecksum(path, _, _) = error else {
          Issue.record("\(error)")
          return
        }
        let left = try FileManager.default.subpathsOfDirectory(atPath: fetching.repository.path)
        #expect(!left.contains { $0.contains(hub.digits(path)) || $0.hasSuffix(path) })
      }
    }
  }

  @Test(arguments: [-1000, 1000])
  func `Content of another length than the hub says is not kept`(difference: Int) throws {
    try withHub { hub, fetching in
      let size = (hub.files[weights]?.count ?? 0) + difference
      hub.behave { $0.headers = [weights: ["X-Linked-Size": "\(size)"]] }
      #expect(
        throws: HubError.wrongSize(file: weights, expected: size, actual: size - difference)
      ) { try fetching.fetch() }
      #expect(!FileManager.default.fileExists(atPath: fetching.blob(weights).path))
      #expect(fetching.pauses.isEmpty)
    }
  }

  @Test(arguments: ["", "\"abc\"", "../../../../outside", "\"" + String(repeating: "Z", count: 64)])
  func `A checksum that is none names no file`(tag: String) throws {
    try withHub { hub, fetching in
      hub.behave { $0.headers = ["config.json": ["ETag": tag]] }
      let error = try #require(throws: HubError.self) { try fetching.fetch() }
      guard case .unexpectedAnswer = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `A page that is no hub's answer is told apart`() throws {
    try withHub { hub, fetching in
      let page = LocalServer.Response(body: Data("<html>log in</html>".utf8))
      let loop = LocalServer.Response(status: 302, headers: ["Location": "/api/again"])
      let elsewhere = LocalServer.Response(status: 302, headers: ["Location": "ftp://127.0.0.1/x"])
      for answer in [page, elsewhere] {
        hub.behave { $0.answers = ["list": [answer]] }
        let error = try #require(throws: HubError.self) { try fetching.fetch() }
        guard case .unexpectedAnswer = error else {
          Issue.record("\(error)")
          return
        }
      }
      hub.behave {
        $0.answers = ["list": [loop]]
        $0.formerName = "api/again"
      }
      #expect(throws: HubError.self) { try fetching.fetch() }
    }
  }
}
