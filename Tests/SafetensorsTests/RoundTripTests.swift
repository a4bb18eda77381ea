import AttuneTestSupport
import Foundation
import Safetensors
import Testing

@Suite struct RoundTripTests {
  // from safetensors.torch import save
  // base64.b64encode(save({
  //   "weight": torch.tensor([[1.5, -2.0]]), "half": torch.tensor([0.5], dtype=torch.bfloat16),
  //   "ids": torch.tensor([1, -1])}, {"format": "pt"}))
  private let reference =
    "2AAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJwdCJ9LCJpZHMiOnsiZHR5cGUiOiJJNjQiLCJzaGFwZSI6"
    + "WzJdLCJkYXRhX29mZnNldHMiOlswLDE2XX0sIndlaWdodCI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMSwyXSwiZGF0"
    + "YV9vZmZzZXRzIjpbMTYsMjRdfSwiaGFsZiI6eyJkdHlwZSI6IkJGMTYiLCJzaGFwZSI6WzFdLCJkYXRhX29mZnNldHMi"
    + "OlsyNCwyNl19fSAgICAgICABAAAAAAAAAP//////////AADAPwAAAMAAPw=="

  private let entries = [
    SafetensorsEntry(name: "half", dtype: .bfloat16, shape: [1], bytes: [0x00, 0x3F]),
    SafetensorsEntry(name: "weight", shape: [1, 2], values: [Float(1.5), -2]),
    SafetensorsEntry(name: "ids", shape: [2], values: [Int64(1), -1]),
  ]

  @Test func `A file of the reference implementation is read as it was written`() throws {
    try withTemporaryFolder { folder in
      let bytes = try #require(Data(base64Encoded: reference))
      let file = try open([UInt8](bytes), in: folder)
      #expect(file.names == ["half", "ids", "weight"])
      #expect(file.metadata == ["format": "pt"])
      #expect(file.info("weight")?.dtype == .float32)
      #expect(file.info("weight")?.shape == [1, 2])
      #expect(file.info("half")?.dtype == .bfloat16)
      #expect(file.info("absent") == nil)
      let weight = try file.withUnsafeBytes("weight") { bytes in
        (0..<2).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
      }
      #expect(weight == [1.5, -2])
      #expect(try file.bytes("half") == [0x00, 0x3F])
    }
  }

  @Test func `The writer gives the bytes of the reference implementation, whatever the order`()
    throws
  {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      for order in [entries, entries.reversed()] {
        try SafetensorsWriter.write(order, metadata: ["format": "pt"], to: url)
        #expect(try Data(contentsOf: url) == Data(base64Encoded: reference))
      }
    }
  }

  @Test(arguments: SafetensorsDType.allCases)
  func `Every dtype comes back bit by bit`(_ dtype: SafetensorsDType) throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      let bytes = (0..<6 * dtype.size).map { UInt8(truncatingIfNeeded: 37 * $0 + 255) }
      try SafetensorsWriter.write(
        [
          SafetensorsEntry(name: "x", dtype: dtype, shape: [2, 3], bytes: bytes),
          SafetensorsEntry(name: "none", dtype: dtype, shape: [3, 0], bytes: []),
        ], to: url)
      let file = try SafetensorsFile(contentsOf: url)
      #expect(file.info("x")?.dtype == dtype)
      #expect(file.info("x")?.shape == [2, 3])
      #expect(try file.bytes("x") == bytes)
      #expect(file.info("none")?.shape == [3, 0])
      #expect(try file.bytes("none").isEmpty)
    }
  }

  @Test func `Names and metadata of any characters come back`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      let odd = ["", "a\"b", "a\\b", "tab\tline\nnull\u{0}", "ä", "😀", "/", "\u{7F}"]
      try SafetensorsWriter.write(
        odd.map { SafetensorsEntry(name: $0, shape: [], values: [Float(1)]) },
        metadata: Dictionary(uniqueKeysWithValues: odd.map { ($0, $0) }), to: url)
      let file = try SafetensorsFile(contentsOf: url)
      #expect(file.names == odd.sorted())
      #expect(file.metadata == Dictionary(uniqueKeysWithValues: odd.map { ($0, $0) }))
    }
  }

  @Test func `Escapes of other writers are understood`() throws {
    try withTemporaryFolder { folder in
      let name = #"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00"#
      let file = try open(fileBytes("{\(entry(name))}   \n", buffer: 8), in: folder)
      #expect(file.names == ["\"\\/\u{8}\u{C}\n\r\tä😀"])
    }
  }

  @Test func `Fields that the format does not know are passed over`() throws {
    try withTemporaryFolder { folder in
      let header =
        #"{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1],"x":[{"y":[-1.5e+3,null,true]}]}}"#
      let file = try open(fileBytes(header, buffer: 1), in: folder)
      #expect(file.info("a")?.shape == [])
    }
  }

  @Test func `The header is padded so that the tensors are aligned`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("out.safetensors")
      for length in 0..<9 {
        let name = String(repeating: "n", count: length)
        try SafetensorsWriter.write(
          [SafetensorsEntry(name: name, shape: [1], values: [Int64(1)])], to: url)
        #expect(try Data(contentsOf: url).count % 8 == 0)
      }
    }
  }
}
