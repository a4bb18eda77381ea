import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import TorchCheckpoint

@Suite struct TensorTests {
  @Test func `Tensors of every type and layout have the bytes that PyTorch gives row by row`()
    throws
  {
    let expected = try SafetensorsFile(contentsOf: fixture("tensors.safetensors"))
    let tensors = try TorchCheckpointFile(contentsOf: fixture("tensors.pth")).tensors
    #expect(tensors.names == expected.names)
    for name in expected.names {
      let tensor = try #require(tensors.info(name))
      #expect(tensor.dtype == expected.info(name)?.dtype, "\(name)")
      #expect(tensor.shape == expected.info(name)?.shape, "\(name)")
      #expect(try tensors.bytes(name) == expected.bytes(name), "\(name)")
    }
  }

  @Test func `Only tensors that do not lie row by row are copied`() throws {
    let tensors = try TorchCheckpointFile(contentsOf: fixture("tensors.pth")).tensors
    let scattered = tensors.names.filter { tensors.info($0)?.isContiguous == false }
    #expect(scattered == ["columns", "expanded", "parameter", "transposed"])
    #expect(tensors.info("columns")?.strides == [12, 4, 2])
    // Both are views of one storage, which the file holds once.
    try tensors.withUnsafeBytes("shared") { whole in
      try tensors.withUnsafeBytes("slice") { part in
        #expect(part.baseAddress == whole.baseAddress?.advanced(by: 5 * 4))
      }
    }
  }

  @Test func `An archive with 64-bit fields is read as any other`() throws {
    let tensors = try TorchCheckpointFile(contentsOf: fixture("sixty_four_bits.pth")).tensors
    #expect(tensors.names == ["weight"])
    #expect(tensors.info("weight")?.shape == [2, 3])
    let ones = [Float](repeating: 1, count: 6).withUnsafeBytes { [UInt8]($0) }
    #expect(try tensors.bytes("weight") == ones)
  }

  @Test func `A name that the file lacks is an error that says it`() throws {
    let tensors = try TorchCheckpointFile(contentsOf: fixture("tensors.pth")).tensors
    let error = try #require(throws: TorchCheckpointError.self) { try tensors.bytes("weights") }
    #expect(error.key == "weights")
    #expect(error.problem == .missing)
  }
}
