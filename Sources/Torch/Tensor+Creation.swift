import CTorchShim

extension Tensor {
  /// Copies numbers in row-major order.
  ///
  /// - Throws: ``TorchError`` with `.invalidArgument` if their number does not fit the shape.
  public convenience init(
    _ values: [Float], shape: [Int], device: Device = .cpu
  ) throws(TorchError) {
    try self.init(copying: values, shape: shape, dtype: .float32, device: device)
  }

  /// Copies integers in row-major order.
  public convenience init(
    _ values: [Int64], shape: [Int], device: Device = .cpu
  ) throws(TorchError) {
    try self.init(copying: values, shape: shape, dtype: .int64, device: device)
  }

  /// Copies bytes in row-major order.
  public convenience init(
    _ values: [UInt8], shape: [Int], device: Device = .cpu
  ) throws(TorchError) {
    try self.init(copying: values, shape: shape, dtype: .uint8, device: device)
  }

  /// Copies truth values in row-major order.
  public convenience init(
    _ values: [Bool], shape: [Int], device: Device = .cpu
  ) throws(TorchError) {
    try self.init(copying: values, shape: shape, dtype: .bool, device: device)
  }

  private convenience init<Element>(
    copying values: [Element], shape: [Int], dtype: DType, device: Device
  ) throws(TorchError) {
    var result: OpaquePointer?
    let status = values.withUnsafeBytes { bytes in
      ctorch_tensor_copying(
        bytes.baseAddress, bytes.count, shape.map(Int64.init), shape.count, dtype.cValue,
        device.cValue, &result)
    }
    self.init(owning: try Self.unwrap(result, status, "Tensor"))
  }

  /// Copies elements of a type from memory.
  ///
  /// - Throws: ``TorchError`` if the bytes are not just enough for the shape.
  public convenience init(
    copying bytes: UnsafeRawBufferPointer, shape: [Int], dtype: DType, device: Device = .cpu
  ) throws(TorchError) {
    var result: OpaquePointer?
    let status = ctorch_tensor_copying(
      bytes.baseAddress, bytes.count, shape.map(Int64.init), shape.count, dtype.cValue,
      device.cValue, &result)
    self.init(owning: try Self.unwrap(result, status, "Tensor"))
  }

  /// Uses elements in memory where they are; nothing may write to the tensor.
  ///
  /// - Parameters:
  ///   - bytes: contiguous elements, aligned for their type.
  ///   - owner: kept alive for as long as a tensor shares the memory.
  /// - Throws: ``TorchError`` with `.invalidArgument` if the bytes are not just enough for the
  ///   shape, or not aligned.
  public convenience init(
    borrowing bytes: UnsafeRawBufferPointer, owner: AnyObject, shape: [Int], dtype: DType
  ) throws(TorchError) {
    guard let address = bytes.baseAddress, !bytes.isEmpty else {
      // There is nothing to share; libtorch wants an address all the same.
      try self.init(copying: bytes, shape: shape, dtype: dtype)
      return
    }
    let context = Unmanaged.passRetained(owner)
    var result: OpaquePointer?
    let status = ctorch_tensor_borrowing(
      UnsafeMutableRawPointer(mutating: address), bytes.count, shape.map(Int64.init), shape.count,
      dtype.cValue, context.toOpaque(),
      { context in
        if let context { Unmanaged<AnyObject>.fromOpaque(context).release() }
      }, &result)
    if status != .OK { context.release() }
    self.init(owning: try Self.unwrap(result, status, "Tensor(borrowing:)"))
  }

  private static func unwrap(
    _ handle: OpaquePointer?, _ status: CTorchStatus, _ operation: String
  ) throws(TorchError) -> OpaquePointer {
    try TorchError.check(status, operation)
    guard let handle else {
      throw TorchError(code: .internal, operation: operation, message: "no result", shapes: [])
    }
    return handle
  }

  /// All elements zero.
  public static func zeros(
    _ shape: [Int], dtype: DType = .float32, device: Device = .cpu
  ) throws(TorchError) -> Tensor {
    try full(shape, 0, dtype: dtype, device: device)
  }

  /// All elements one.
  public static func ones(
    _ shape: [Int], dtype: DType = .float32, device: Device = .cpu
  ) throws(TorchError) -> Tensor {
    try full(shape, 1, dtype: dtype, device: device)
  }

  /// All elements `value`.
  public static func full(
    _ shape: [Int], _ value: Double, dtype: DType = .float32, device: Device = .cpu
  ) throws(TorchError) -> Tensor {
    try make("full") {
      ctorch_full(
        shape.map(Int64.init), shape.count, value, dtype.cValue, device.cValue, $0)
    }
  }

  /// The integers 0..<end, `[end]` int64.
  public static func arange(_ end: Int, device: Device = .cpu) throws(TorchError) -> Tensor {
    try make("arange") { ctorch_arange(Int64(end), device.cValue, $0) }
  }

  /// Float32 numbers drawn evenly from `from..<to`.
  ///
  /// - Parameter seed: draws from a generator of its own; without it from the process's.
  public static func uniform(
    _ shape: [Int], from: Double = 0, to: Double = 1, seed: UInt64? = nil
  ) throws(TorchError) -> Tensor {
    let sizes = shape.map(Int64.init)
    return try make("uniform") {
      if let seed {
        ctorch_uniform_seeded(sizes, sizes.count, from, to, seed, $0)
      } else {
        ctorch_uniform(sizes, sizes.count, from, to, $0)
      }
    }
  }

  /// Float32 numbers drawn from a normal distribution.
  ///
  /// - Parameter seed: draws from a generator of its own; without it from the process's.
  public static func normal(
    _ shape: [Int], mean: Double = 0, std: Double = 1, seed: UInt64? = nil
  ) throws(TorchError) -> Tensor {
    let sizes = shape.map(Int64.init)
    return try make("normal") {
      if let seed {
        ctorch_normal_seeded(sizes, sizes.count, mean, std, seed, $0)
      } else {
        ctorch_normal(sizes, sizes.count, mean, std, $0)
      }
    }
  }
}
