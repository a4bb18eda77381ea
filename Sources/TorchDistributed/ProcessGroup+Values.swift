import Torch

extension ProcessGroup {
  /// The sums of numbers over all processes, place by place; exact for whole numbers up to 2^53.
  ///
  /// - Parameter numbers: as many everywhere.
  public func sum(_ numbers: [Double]) throws(TorchError) -> [Double] {
    let tensor = try Self.tensor(numbers)
    try sum(tensor)
    return try Self.numbers(tensor)
  }

  /// The greatest of all processes' numbers, place by place.
  ///
  /// - Parameter numbers: as many everywhere.
  public func maximum(_ numbers: [Double]) throws(TorchError) -> [Double] {
    let tensor = try Self.tensor(numbers)
    try maximum(tensor)
    return try Self.numbers(tensor)
  }

  /// Waits until all processes have come here.
  public func barrier() throws(TorchError) {
    _ = try sum([0])
  }

  /// All processes' bytes, by rank; each may have another number of them.
  public func gather(_ bytes: [UInt8]) throws(TorchError) -> [[UInt8]] {
    let sizes = try gather(Tensor([Int64(bytes.count)], shape: [1])).int64s().map(Int.init)
    guard let longest = sizes.max(), longest > 0 else { return sizes.map { _ in [] } }
    let padding = [UInt8](repeating: 0, count: longest - bytes.count)
    let rows = try gather(Tensor(bytes + padding, shape: [longest]))
    var gathered: [[UInt8]] = []
    for (rank, size) in sizes.enumerated() {
      gathered.append(
        try rows.narrow(dim: 0, start: rank, length: 1).narrow(dim: 1, start: 0, length: size)
          .bytes())
    }
    return gathered
  }

  private static func tensor(_ numbers: [Double]) throws(TorchError) -> Tensor {
    var result: Result<Tensor, TorchError>?
    numbers.withUnsafeBytes { bytes in
      result = Result { () throws(TorchError) in
        try Tensor(copying: bytes, shape: [numbers.count], dtype: .float64)
      }
    }
    guard let result else { return try Tensor.zeros([0], dtype: .float64) }
    return try result.get()
  }

  private static func numbers(_ tensor: Tensor) throws(TorchError) -> [Double] {
    try tensor.bytes().withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
  }
}
