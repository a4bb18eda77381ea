import AttuneTestSupport
import Foundation
import Testing
import TorchCheckpoint

@Suite struct RefusedFileTests {
  @Test(arguments: [
    ("class.pth", "__main__.Anything"), ("command.pth", "posix.system"),
    ("array.pth", "numpy._core.multiarray._reconstruct"),
  ])
  func `A class that is no plain data is named and not made`(
    file: String, name: String
  ) throws {
    guard case .foreignClass(name, _) = try refusal(file).problem else {
      Issue.record("\(try refusal(file))")
      return
    }
    #expect(try refusal(file).description.contains(name))
  }

  @Test func `Files of other formats are told by their first bytes`() throws {
    #expect(try refusal("legacy.pth").problem == .foreignFormat(.legacyPickle))
    #expect(try refusal("tensors.safetensors").problem == .foreignFormat(.safetensors))
    var tar = Data(count: 512)
    tar.replaceSubrange(257..<262, with: "ustar".utf8)
    let pointer = Data("version https://git-lfs.github.com/spec/v1\noid".utf8)
    let cases: [(Data, ForeignFormat)] = [
      (Data(), .empty), (pointer, .largeFilePointer), (tar, .tar),
      (Data("no checkpoint".utf8), .unknown),
    ]
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("case.pth")
      for (bytes, format) in cases {
        try bytes.write(to: url)
        let error = #expect(throws: TorchCheckpointError.self) {
          try TorchCheckpointFile(contentsOf: url)
        }
        #expect(error?.problem == .foreignFormat(format))
      }
    }
    let folder = try fixture("tensors.pth").deletingLastPathComponent()
    let error = try #require(throws: TorchCheckpointError.self) {
      try TorchCheckpointFile(contentsOf: folder)
    }
    #expect(error.problem == .unreadable("not a regular file"))
  }

  @Test func `Archives that torch.save does not write are refused`() throws {
    #expect(try refusal("script.pth").problem == .program)
    #expect(try refusal("big_endian.pth").problem == .bigEndian)
    #expect(try refusal("other.zip").problem == .noPickle)
    guard case .compressedEntry = try refusal("compressed.pth").problem else {
      Issue.record("\(try refusal("compressed.pth"))")
      return
    }
  }

  @Test(arguments: ["cycle.pth", "deep.pth", "bomb.pth"])
  func `Containers in themselves, without end or shared beyond measure are refused`(
    name: String
  ) throws {
    guard case .invalidValue = try refusal(name).problem else {
      Issue.record("\(try refusal(name))")
      return
    }
  }

  @Test func `What a few bytes ask to be copied again and again is refused`() throws {
    guard case .invalidPickle = try refusal("copies.pth").problem else {
      Issue.record("\(try refusal("copies.pth"))")
      return
    }
  }

  @Test func `A file cut short anywhere is refused`() throws {
    let whole = try Data(contentsOf: fixture("training.pth"))
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("case.pth")
      for count in stride(from: 1, to: whole.count, by: 97) {
        try whole.prefix(count).write(to: url)
        #expect(throws: TorchCheckpointError.self, "\(count) bytes") {
          try TorchCheckpointFile(contentsOf: url)
        }
      }
    }
  }
}
