import AttuneTestSupport
import Foundation
import Safetensors
import Testing

@Suite struct StreamTests {
  private func entry(_ name: String, _ values: [Float]) -> SafetensorsEntry {
    SafetensorsEntry(name: name, shape: [values.count], values: values)
  }

  @Test func `What is appended is read back, whatever room was left in the header`() throws {
    try withTemporaryFolder { folder in
      for (used, kept) in [(0, 0), (0, 5), (3, 3), (3, 1000)] {
        let url = folder.appendingPathComponent("out.safetensors")
        let stream = try SafetensorsStream(to: url, maximumTensors: kept, maximumNameBytes: 2)
        for number in 0..<used { try stream.append(entry("\(number)", [Float(number), 0.5])) }
        try stream.finish(metadata: ["kind": "test"])
        let file = try SafetensorsFile(contentsOf: url)
        #expect(file.names == (0..<used).map(String.init))
        #expect(file.metadata == ["kind": "test"])
        for number in 0..<used {
          let values = try file.withUnsafeBytes("\(number)") { bytes in
            (0..<2).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
          }
          #expect(values == [Float(number), 0.5])
        }
      }
    }
  }

  @Test func `A stream that is not finished leaves the old file and nothing beside it`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      try SafetensorsWriter.write([entry("old", [1])], to: url)
      do {
        let stream = try SafetensorsStream(to: url, maximumTensors: 1, maximumNameBytes: 8)
        try stream.append(entry("new", [2]))
      }
      #expect(try SafetensorsFile(contentsOf: url).names == ["old"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.safetensors"])
    }
  }

  @Test func `What the format forbids, and more than there is room for, is an error`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      func problem(_ entries: [SafetensorsEntry]) throws -> SafetensorsError? {
        let stream = try SafetensorsStream(
          to: url, maximumTensors: 1, maximumNameBytes: 8, metadataBytes: 0)
        return #expect(throws: SafetensorsError.self) {
          for entry in entries { try stream.append(entry) }
        }
      }
      #expect(try problem([entry("a", [1]), entry("a", [1])])?.problem == .duplicateName)
      #expect(try problem([entry("__metadata__", [1])])?.problem == .reservedName)
      let short = SafetensorsEntry(name: "a", dtype: .float32, shape: [3], bytes: [1, 2])
      #expect(
        try problem([short])?.problem == .sizeMismatch(expectedBytes: 12, actualBytes: 2))
      let many = (0..<9).map { entry("\($0)", [1]) }
      guard case .headerTooLarge = try problem(many)?.problem else {
        Issue.record("more entries than room were taken")
        return
      }
      #expect(throws: SafetensorsError.self) {
        try SafetensorsStream(to: url, maximumTensors: 1_000_000, maximumNameBytes: 30)
      }
      #expect(throws: SafetensorsError.self) {
        try SafetensorsStream(to: url, maximumTensors: .max, maximumNameBytes: 30)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `Bytes stay mapped as long as their owner, and writing to them changes no file`()
    throws
  {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      try SafetensorsWriter.write([entry("a", [1, 2])], to: url)
      let before = try Data(contentsOf: url)
      let (bytes, owner) = try SafetensorsFile(contentsOf: url).mappedBytes("a")
      withExtendedLifetime(owner) {
        #expect(bytes.loadUnaligned(fromByteOffset: 4, as: Float.self) == 2)
        UnsafeMutableRawBufferPointer(mutating: bytes).storeBytes(of: 7, as: Float.self)
        #expect(bytes.loadUnaligned(as: Float.self) == 7)
      }
      #expect(try Data(contentsOf: url) == before)
    }
  }
}
