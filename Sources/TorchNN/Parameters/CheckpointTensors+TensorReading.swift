import Torch
import TorchCheckpoint

extension CheckpointTensors: TensorReading {
  /// The names of all tensors, sorted.
  public var tensorNames: [String] { names }

  /// The shape of a tensor, or `nil` where there is none of that name.
  public func shape(of name: String) -> [Int]? { info(name)?.shape }

  /// Copies a tensor into memory of its own, row by row, in the type that the file has it in.
  ///
  /// - Throws: `TorchCheckpointError` if there is none of that name; ``ParameterError`` if its type
  ///   is one that `DType` does not have.
  public func tensor(_ name: String) throws -> Tensor {
    guard let info = info(name) else {
      throw TorchCheckpointError(file: location, key: name, problem: .missing)
    }
    let dtype = try DType.known(info.dtype, of: name, in: location)
    return try withUnsafeBytes(name) { try Tensor(copying: $0, shape: info.shape, dtype: dtype) }
  }

  /// A tensor on the mapped file itself where it lies there row by row and aligned, else a copy.
  ///
  /// - Throws: As ``tensor(_:)``.
  public func sharedTensor(_ name: String) throws -> Tensor {
    guard let info = info(name), let (bytes, owner) = try mappedBytes(name) else {
      return try tensor(name)
    }
    let dtype = try DType.known(info.dtype, of: name, in: location)
    return try Tensor.borrowed(bytes, owner: owner, shape: info.shape, dtype: dtype)
  }
}
