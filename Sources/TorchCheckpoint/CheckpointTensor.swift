import Safetensors

/// A tensor of a checkpoint: its type, its shape and where its elements lie in the file.
public struct CheckpointTensor: Hashable, Sendable {
  /// The type of the elements.
  public let dtype: SafetensorsDType
  /// The size of each dimension, outermost first; empty for a single number.
  public let shape: [Int]
  /// How many elements of the storage lie between neighbours in each dimension.
  public let strides: [Int]
  /// Where the bytes of the storage lie in the file; tensors may share a storage.
  let storage: Range<Int>
  /// The storage's element with which the tensor begins.
  let offset: Int
  /// How many elements there are.
  let numElements: Int

  /// The most elements that a tensor may claim beyond those of its storage, by repeating them.
  private static let maximumRepeated = 1 << 24

  /// Checks that the tensor lies within its storage.
  ///
  /// - Throws: ``TorchCheckpointError/Problem`` with `.invalidTensor`.
  init(
    dtype: SafetensorsDType, shape: [Int], strides: [Int], storage: Range<Int>,
    numStored: Int, offset: Int
  ) throws(TorchCheckpointError.Problem) {
    guard shape.count == strides.count, shape.count <= 64, offset >= 0,
      shape.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 })
    else { throw .invalidTensor("its shape \(shape.prefix(8)) or strides make no sense") }
    guard numStored >= 0, let stored = Self.product([numStored, dtype.size]),
      stored <= storage.count
    else {
      throw .invalidTensor(
        "its storage of \(numStored) elements does not lie within the \(storage.count) bytes "
          + "of the archive's entry")
    }
    guard let numElements = Self.product(shape), Self.product([numElements, dtype.size]) != nil
    else { throw .invalidTensor("the shape \(shape.prefix(8)) has more elements than can be") }
    if numElements > 0 {
      // The index of the last element, counted with care: every number may be a lie.
      var last = offset
      for (size, stride) in zip(shape, strides) {
        let (step, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
        let (sum, overflow2) = last.addingReportingOverflow(step)
        guard !overflow, !overflow2 else {
          throw .invalidTensor("its strides \(strides.prefix(8)) lead out of its storage")
        }
        last = sum
      }
      guard last < numStored else {
        throw .invalidTensor(
          "it ends at element \(last) of a storage that has \(numStored) elements")
      }
    }
    guard numElements <= max(numStored, Self.maximumRepeated) else {
      throw .invalidTensor(
        "it repeats the \(numStored) elements of its storage into \(numElements)")
    }
    (self.dtype, self.shape, self.strides) = (dtype, shape, strides)
    (self.storage, self.offset, self.numElements) = (storage, offset, numElements)
  }

  /// Whether the elements lie in the file one after the other, row by row.
  public var isContiguous: Bool {
    if numElements == 0 { return true }
    var expected = 1
    for (size, stride) in zip(shape, strides).reversed() where size != 1 {
      guard stride == expected else { return false }
      expected *= size
    }
    return true
  }

  private static func product(_ factors: [Int]) -> Int? {
    var result = 1
    for factor in factors {
      let (product, overflow) = result.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      result = product
    }
    return result
  }
}
