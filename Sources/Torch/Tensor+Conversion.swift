import CTorchShim

extension Tensor {
  /// The elements as another type.
  public func to(_ dtype: DType) throws(TorchError) -> Tensor {
    try Tensor.make("to(\(dtype))", [self]) { ctorch_to_dtype(handle, dtype.cValue, $0) }
  }

  /// The tensor on another device.
  public func to(_ device: Device) throws(TorchError) -> Tensor {
    try Tensor.make("to(\(device))", [self]) { ctorch_to_device(handle, device.cValue, $0) }
  }

  /// A copy with memory of its own.
  public func clone() throws(TorchError) -> Tensor {
    try Tensor.make("clone", [self]) { ctorch_clone(handle, $0) }
  }

  /// All elements as `Float`, row by row; other types are converted.
  public func floats() throws(TorchError) -> [Float] {
    try (dtype == .float32 ? self : to(.float32)).elements(zero: 0)
  }

  /// All elements as `Int64`, row by row; other types are converted.
  public func int64s() throws(TorchError) -> [Int64] {
    try (dtype == .int64 ? self : to(.int64)).elements(zero: 0)
  }

  /// All elements as truth values, row by row; other types are converted.
  public func bools() throws(TorchError) -> [Bool] {
    try (dtype == .bool ? self : to(.bool)).elements(zero: UInt8(0)).map { $0 != 0 }
  }

  /// All elements as the bytes of their own type, little-endian, row by row.
  public func bytes() throws(TorchError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: numElements * dtype.byteCount)
    let status = bytes.withUnsafeMutableBytes { ctorch_read(handle, $0.baseAddress, $0.count) }
    try TorchError.check(status, "bytes", [self])
    return bytes
  }

  /// Calls `body` with the elements' bytes, row by row; copies only what is not so in CPU memory.
  ///
  /// The bytes must not be changed, nor used after `body`.
  public func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    let host = try to(.cpu).contiguous()
    var address: UnsafeRawPointer?
    try TorchError.check(ctorch_data(host.handle, &address), "withUnsafeBytes", [self])
    return try withExtendedLifetime(host) {
      try body(
        UnsafeRawBufferPointer(start: address, count: host.numElements * host.dtype.byteCount))
    }
  }

  /// The one element.
  ///
  /// - Throws: ``TorchError`` with `.invalidArgument` if there is not exactly one.
  public func item() throws(TorchError) -> Double {
    var value = 0.0
    try TorchError.check(ctorch_item(handle, &value), "item", [self])
    return value
  }

  private func elements<Element>(zero: Element) throws(TorchError) -> [Element] {
    var elements = [Element](repeating: zero, count: numElements)
    let status = elements.withUnsafeMutableBytes { ctorch_read(handle, $0.baseAddress, $0.count) }
    try TorchError.check(status, "read", [self])
    return elements
  }
}
