import Torch

/// A checkpoint, whatever its format: named tensors that are read one at a time.
public protocol TensorReading {
  /// Names the checkpoint in errors; a path where it is a file.
  var location: String { get }

  /// The names of all tensors.
  var tensorNames: [String] { get }

  /// The shape of a tensor, or `nil` where there is none of that name.
  func shape(of name: String) -> [Int]?

  /// Reads a tensor into memory of its own, in the type that the checkpoint has it in.
  ///
  /// - Throws: An error that names the checkpoint and the tensor.
  func tensor(_ name: String) throws -> Tensor

  /// Reads a tensor that nobody will write to; it may share the checkpoint's own memory.
  ///
  /// - Throws: As ``tensor(_:)``.
  func sharedTensor(_ name: String) throws -> Tensor
}

extension TensorReading {
  /// A tensor in memory of its own, for checkpoints that have none to share.
  public func sharedTensor(_ name: String) throws -> Tensor { try tensor(name) }
}
