import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@Suite struct AtomicFileTests {
  @Test func aFileIsReplacedWholeAndNothingElseIsLeft() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("made/on/the/way/file.txt")
      try AtomicFile.write(Data("old".utf8), to: file)
      try AtomicFile.write(Data("new".utf8), to: file)
      #expect(try Data(contentsOf: file) == Data("new".utf8))
      let beside = try FileManager.default.contentsOfDirectory(
        atPath: file.deletingLastPathComponent().path)
      #expect(beside == ["file.txt"])
    }
  }

  @Test func aFailedWriteNamesTheFileAndLeavesNothing() throws {
    try withTemporaryFolder { folder in
      let occupied = folder.appendingPathComponent("occupied")
      try FileManager.default.createDirectory(
        at: occupied.appendingPathComponent("child"), withIntermediateDirectories: true)
      let error = #expect(throws: FileError.self) {
        try AtomicFile.write(Data("x".utf8), to: occupied)
      }
      #expect(error?.path == occupied.path)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["occupied"])
    }
  }
}
