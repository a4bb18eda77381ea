import CTorchShim

// An empty list of dimensions means all of them.
extension Tensor {
  private func reduce(
    _ operation: CTorchReduction, _ name: String, _ dims: [Int], _ keepDim: Bool
  ) throws(TorchError) -> Tensor {
    try Tensor.make(name, [self]) {
      ctorch_reduce(operation, handle, dims.map(Int64.init), dims.count, keepDim, $0)
    }
  }

  /// Sum.
  public func sum(dims: [Int] = [], keepDim: Bool = false) throws(TorchError) -> Tensor {
    try reduce(.sum, "sum", dims, keepDim)
  }

  /// Mean.
  public func mean(dims: [Int] = [], keepDim: Bool = false) throws(TorchError) -> Tensor {
    try reduce(.mean, "mean", dims, keepDim)
  }

  /// Largest element.
  public func max(dims: [Int] = [], keepDim: Bool = false) throws(TorchError) -> Tensor {
    try reduce(.maximum, "max", dims, keepDim)
  }

  /// Biased variance: the mean squared distance from the mean.
  public func variance(dims: [Int] = [], keepDim: Bool = false) throws(TorchError) -> Tensor {
    try reduce(.variance, "variance", dims, keepDim)
  }

  /// 2-norm.
  public func norm(dims: [Int] = [], keepDim: Bool = false) throws(TorchError) -> Tensor {
    try reduce(.norm, "norm", dims, keepDim)
  }

  /// Index of the largest element of a dimension, int64; the first of equals.
  public func argmax(dim: Int, keepDim: Bool = false) throws(TorchError) -> Tensor {
    try Tensor.make("argmax", [self]) { ctorch_argmax(handle, Int64(dim), keepDim, $0) }
  }
}
