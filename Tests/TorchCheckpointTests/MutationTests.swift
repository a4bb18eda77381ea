import AttuneTestSupport
import Foundation
import Testing
import TorchCheckpoint

@Suite struct MutationTests {
  @Test(arguments: ["training.pth", "tensors.pth", "sixty_four_bits.pth"])
  func `No mutant of a good file does worse than a typed error of one line`(name: String) throws {
    let good = [UInt8](try Data(contentsOf: fixture(name)))
    var mutator = FileMutator(seed: 42)
    var numRefused = 0
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("case.pth")
      for _ in 0..<150 {
        try Data(mutator.mutant(of: good)).write(to: url)
        do {
          let tensors = try TorchCheckpointFile(contentsOf: url).tensors
          for name in tensors.names { _ = try tensors.bytes(name) }
        } catch let error as TorchCheckpointError {
          numRefused += 1
          #expect(!error.description.contains { $0.isNewline })
          #expect(error.description.contains("case.pth"))
        }
      }
    }
    // Some only change numbers, or what nobody reads.
    #expect(numRefused > 50)
  }
}
