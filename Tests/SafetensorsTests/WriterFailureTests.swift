import AttuneTestSupport
import Foundation
import Safetensors
import Testing

@Suite struct WriterFailureTests {
  private func number(_ name: String) -> SafetensorsEntry {
    SafetensorsEntry(name: name, shape: [1], values: [Float(1)])
  }

  @Test func `What the format forbids is not written`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      func problem(_ entries: [SafetensorsEntry]) -> SafetensorsError? {
        #expect(throws: SafetensorsError.self) { try SafetensorsWriter.write(entries, to: url) }
      }
      #expect(problem([number("a"), number("a")])?.problem == .duplicateName)
      #expect(problem([number("__metadata__")])?.problem == .reservedName)
      let short = SafetensorsEntry(name: "a", dtype: .float32, shape: [3], bytes: [1, 2])
      #expect(problem([short])?.problem == .sizeMismatch(expectedBytes: 12, actualBytes: 2))
      for shape in [[Int.max, 2], [-1]] {
        let entry = SafetensorsEntry(name: "a", dtype: .float32, shape: shape, bytes: [])
        #expect(problem([entry])?.problem == .sizeOverflow(shape: shape))
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.isEmpty)
    }
  }

  @Test func `A failure in the middle leaves the old file and nothing beside it`() throws {
    struct Interruption: Error {}
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      try SafetensorsWriter.write([number("old")], to: url)
      let broken = SafetensorsEntry(name: "b", dtype: .uint8, shape: [1]) { _ in
        throw Interruption()
      }
      #expect(throws: Interruption.self) {
        try SafetensorsWriter.write([number("a"), broken], to: url)
      }
      #expect(try SafetensorsFile(contentsOf: url).names == ["old"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.safetensors"])
    }
  }

  @Test func `An open file keeps its content when its name is given to another`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      try SafetensorsWriter.write([number("old")], to: url)
      let old = try SafetensorsFile(contentsOf: url)
      try SafetensorsWriter.write([number("new")], to: url)
      #expect(try old.bytes("old") == [0, 0, 0x80, 0x3F])
      #expect(try SafetensorsFile(contentsOf: url).names == ["new"])
    }
  }

  @Test func `A folder that is absent makes the file unwritable`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("absent/out.safetensors")
      let error = #expect(throws: SafetensorsError.self) {
        try SafetensorsWriter.write([number("a")], to: url)
      }
      guard case .unwritable = error?.problem else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.file == url.path)
    }
  }

  @Test func `A tensor that is absent is named in the error`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      try SafetensorsWriter.write([number("a")], to: url)
      let file = try SafetensorsFile(contentsOf: url)
      let error = #expect(throws: SafetensorsError.self) { try file.bytes("b") }
      #expect(error == SafetensorsError(file: url.path, tensor: "b", problem: .noSuchTensor))
    }
  }
}
