import AttuneTestSupport
import Foundation
import ModelHub
import Testing

@Suite struct ModelNameTests {
  @Test(arguments: ["bert-base-uncased", "facebook/wav2vec2-base", "a_b/c.d-e", "x"])
  func `A name of the hub is one`(name: String) throws {
    #expect(try ModelName(name).repository == name)
  }

  @Test(arguments: [
    "", "/", "a/", "/a", "a/b/c", "..", "a/..", "a b", "a--b", "-a", "a.", "ä", "a\n", "a\\b",
    "a/.b", String(repeating: "a", count: 97),
  ])
  func `What cannot be a name is none`(name: String) {
    #expect(throws: HubError.invalidName(name)) { try ModelName(name) }
  }

  @Test func `A preset's short name stands for its publisher's`() throws {
    #expect(try ModelName("wav2vec2-base").repository == "facebook/wav2vec2-base")
    #expect(try ModelName("wav2vec2-base").lastPart == "wav2vec2-base")
  }

  @Test(arguments: ["", "..", "a/../b", "/main", "a//b", "a b", ".git", "a\\b", "a\n"])
  func `What cannot be a revision is none`(revision: String) throws {
    try withHub { hub, fetching in
      #expect(throws: HubError.invalidRevision(revision)) {
        try fetching.fetch(revision: revision)
      }
      #expect(hub.hub.requests.isEmpty)
    }
  }
}
