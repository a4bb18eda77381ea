import Torch

/// What frozen layers made of one input, as plain bytes that can cross threads and lie on disk.
public struct FrozenFeatures: Sendable, Equatable {
  /// Rows: tokens of a text, or layers of a sound.
  public let numRows: Int
  /// Width of a row.
  public let size: Int
  /// Type of the elements.
  public let dtype: DType
  /// The elements, row by row, in this machine's byte order.
  public let bytes: [UInt8]

  /// Creates features; `nil` where the bytes do not fit the shape.
  public init?(numRows: Int, size: Int, dtype: DType, bytes: [UInt8]) {
    let (count, overflow) = numRows.multipliedReportingOverflow(by: size)
    guard numRows > 0, size > 0, !overflow, bytes.count / dtype.byteCount == count,
      bytes.count % dtype.byteCount == 0
    else { return nil }
    (self.numRows, self.size, self.dtype, self.bytes) = (numRows, size, dtype, bytes)
  }

  /// Takes the features out of a tensor `[rows, size]`.
  init(_ tensor: Tensor) throws(TorchError) {
    (numRows, size, dtype) = (tensor.dim(0), tensor.dim(1), tensor.dtype)
    bytes = try tensor.bytes()
  }

  /// Several features one after another, `[rows of all, size]`.
  ///
  /// - Throws: ``BatchError`` if they are not of one size and type, or ``TorchError``.
  static func tensor(_ features: [FrozenFeatures], device: Device) throws -> Tensor {
    guard let first = features.first,
      features.allSatisfy({ $0.size == first.size && $0.dtype == first.dtype })
    else { throw BatchError.frozenFeatures }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(features.reduce(0) { $0 + $1.bytes.count })
    for each in features { bytes.append(contentsOf: each.bytes) }
    let numRows = features.reduce(0) { $0 + $1.numRows }
    return try bytes.withUnsafeBytes {
      try Tensor(copying: $0, shape: [numRows, first.size], dtype: first.dtype, device: device)
    }
  }
}
