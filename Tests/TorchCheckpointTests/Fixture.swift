import Foundation
import Testing
import TorchCheckpoint

/// A file that Scripts/fixtures/torch_checkpoint.py made.
func fixture(_ name: String) throws -> URL {
  let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
  return folder.appendingPathComponent(name)
}

/// The error that opening a file gives.
func refusal(_ name: String) throws -> TorchCheckpointError {
  let url = try fixture(name)
  let error = try #require(throws: TorchCheckpointError.self) {
    try TorchCheckpointFile(contentsOf: url)
  }
  #expect(!error.description.contains { $0.isNewline })
  #expect(error.description.hasPrefix(url.path))
  return error
}
