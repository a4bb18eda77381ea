import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneSynthesis

struct SynthesisErrorTests {
  private let tiny = SynthesisSettings(turns: 1...1, frameSize: 32, frameRate: 4)

  @Test func `a folder that holds something is refused and left as it is`() throws {
    try withTemporaryFolder { folder in
      try Data("mine".utf8).write(to: folder.appendingPathComponent("file"))
      #expect(throws: SynthesisError.folderNotEmpty(folder.standardizedFileURL.path)) {
        try SyntheticCorpus.write(to: folder, conversations: 1, settings: tiny)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }
  }

  @Test func `an empty folder is taken and nothing is left beside it`() throws {
    try withTemporaryFolder { folder in
      let corpus = folder.appendingPathComponent("corpus")
      try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
      try SyntheticCorpus.write(to: corpus, conversations: 1, settings: tiny)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["corpus"])
    }
  }

  @Test func `a place that cannot be written is named`() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data().write(to: file)
      for target in [file, file.appendingPathComponent("corpus")] {
        let error = #expect(throws: SynthesisError.self) {
          try SyntheticCorpus.write(to: target, conversations: 1, settings: tiny)
        }
        let message = try #require(error).description
        #expect(message.hasPrefix(target.standardizedFileURL.path))
      }
    }
  }

  @Test func `settings out of range are refused before anything is made`() throws {
    try withTemporaryFolder { folder in
      let corpus = folder.appendingPathComponent("corpus")
      for (count, settings) in [
        (0, tiny), (100_000, tiny), (1, SynthesisSettings(turns: 0...2)),
        (1, SynthesisSettings(turns: 1...5)), (1, SynthesisSettings(frameSize: 33)),
        (1, SynthesisSettings(frameRate: 0)),
      ] {
        #expect(throws: SynthesisError.self) {
          try SyntheticCorpus.write(to: corpus, conversations: count, settings: settings)
        }
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.isEmpty)
    }
  }

  @Test func `every error is one line`() {
    for error: SynthesisError in [
      .folderNotEmpty("/a"), .cannotWrite("/a", "no space"),
      .invalidSetting("turns", "9", "1 to 4"),
      .speechUnavailable("espeak-ng finds no voice data"), .mediaUnavailable("no encoder aac"),
    ] {
      #expect(!"\(error)".contains("\n"))
    }
    #expect("\(SynthesisError.speechUnavailable("no data"))".contains("espeak-ng-data"))
  }
}
