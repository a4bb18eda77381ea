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

  @Test func aValueIsWrittenAsIndentedJSONWithSortedKeys() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("file.json")
      try AtomicFile.write(json: ["b": [0.5, 1], "a/b": []], to: file)
      #expect(
        try String(contentsOf: file, encoding: .utf8)
          == "{\n  \"a/b\" : [\n\n  ],\n  \"b\" : [\n    0.5,\n    1\n  ]\n}\n")
    }
  }

  @Test func aNumberThatJSONLacksIsNamedAndTheOldFileStays() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("file.json")
      try AtomicFile.write(json: ["loss": 0.5], to: file)
      let old = try Data(contentsOf: file)
      let error = #expect(throws: FileError.self) {
        try AtomicFile.write(json: ["loss": Double.nan], to: file)
      }
      #expect(error?.description == "\(file.path): cannot be put into JSON: loss is nan")
      #expect(try Data(contentsOf: file) == old)
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
