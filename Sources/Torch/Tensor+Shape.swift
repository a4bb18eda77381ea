import CTorchShim

// A negative dimension counts from the last everywhere.
extension Tensor {
  /// The same elements under another shape; one size may be -1.
  public func reshape(_ shape: [Int]) throws(TorchError) -> Tensor {
    try Tensor.make("reshape(\(shape))", [self]) {
      ctorch_reshape(handle, shape.map(Int64.init), shape.count, $0)
    }
  }

  /// Exchanges two dimensions.
  public func transpose(_ first: Int, _ second: Int) throws(TorchError) -> Tensor {
    try Tensor.make("transpose", [self]) {
      ctorch_transpose(handle, Int64(first), Int64(second), $0)
    }
  }

  /// Reorders the dimensions.
  public func permute(_ dims: [Int]) throws(TorchError) -> Tensor {
    try Tensor.make("permute(\(dims))", [self]) {
      ctorch_permute(handle, dims.map(Int64.init), dims.count, $0)
    }
  }

  /// Inserts a dimension of size 1.
  public func unsqueeze(_ dim: Int) throws(TorchError) -> Tensor {
    try Tensor.make("unsqueeze(\(dim))", [self]) { ctorch_unsqueeze(handle, Int64(dim), $0) }
  }

  /// Removes a dimension of size 1.
  public func squeeze(_ dim: Int) throws(TorchError) -> Tensor {
    try Tensor.make("squeeze(\(dim))", [self]) { ctorch_squeeze(handle, Int64(dim), $0) }
  }

  /// Repeats dimensions of size 1 without copying; -1 keeps a size.
  public func expand(_ shape: [Int]) throws(TorchError) -> Tensor {
    try Tensor.make("expand(\(shape))", [self]) {
      ctorch_expand(handle, shape.map(Int64.init), shape.count, $0)
    }
  }

  /// The same tensor with its elements in row-major order.
  public func contiguous() throws(TorchError) -> Tensor {
    try Tensor.make("contiguous", [self]) { ctorch_contiguous(handle, $0) }
  }

  /// Joins tensors along a dimension that they have.
  public static func cat(_ tensors: [Tensor], dim: Int = 0) throws(TorchError) -> Tensor {
    let handles = tensors.map(\.handle)
    return try make("cat(dim: \(dim))", tensors) {
      ctorch_cat(handles, handles.count, Int64(dim), $0)
    }
  }

  /// Joins tensors of one shape along a new dimension.
  public static func stack(_ tensors: [Tensor], dim: Int = 0) throws(TorchError) -> Tensor {
    let handles = tensors.map(\.handle)
    return try make("stack(dim: \(dim))", tensors) {
      ctorch_stack(handles, handles.count, Int64(dim), $0)
    }
  }

  /// A stretch of a dimension.
  public func narrow(dim: Int, start: Int, length: Int) throws(TorchError) -> Tensor {
    try Tensor.make("narrow(dim: \(dim), start: \(start), length: \(length))", [self]) {
      ctorch_narrow(handle, Int64(dim), Int64(start), Int64(length), $0)
    }
  }

  /// One index of a dimension, which goes away.
  public func select(dim: Int, index: Int) throws(TorchError) -> Tensor {
    try Tensor.make("select(dim: \(dim), index: \(index))", [self]) {
      ctorch_select(handle, Int64(dim), Int64(index), $0)
    }
  }

  /// Chosen indices of a dimension, `index` `[n]` int64.
  public func indexSelect(dim: Int, index: Tensor) throws(TorchError) -> Tensor {
    try Tensor.make("indexSelect(dim: \(dim))", [self, index]) {
      ctorch_index_select(handle, Int64(dim), index.handle, $0)
    }
  }

  /// The element that `index` names along a dimension, for each place of `index`.
  public func gather(dim: Int, index: Tensor) throws(TorchError) -> Tensor {
    try Tensor.make("gather(dim: \(dim))", [self, index]) {
      ctorch_gather(handle, Int64(dim), index.handle, $0)
    }
  }

  /// A copy in which the chosen indices of a dimension are replaced by those of `source`.
  public func indexCopy(dim: Int, index: Tensor, source: Tensor) throws(TorchError) -> Tensor {
    try Tensor.make("indexCopy(dim: \(dim))", [self, index, source]) {
      ctorch_index_copy(handle, Int64(dim), index.handle, source.handle, $0)
    }
  }

  /// A copy in which `source` is added to the chosen indices of a dimension.
  public func indexAdd(dim: Int, index: Tensor, source: Tensor) throws(TorchError) -> Tensor {
    try Tensor.make("indexAdd(dim: \(dim))", [self, index, source]) {
      ctorch_index_add(handle, Int64(dim), index.handle, source.handle, $0)
    }
  }

  /// Reverses a dimension.
  public func flip(dim: Int) throws(TorchError) -> Tensor {
    try Tensor.make("flip(dim: \(dim))", [self]) { ctorch_flip(handle, Int64(dim), $0) }
  }

  /// Adds `value` before and after a dimension's elements.
  public func pad(
    dim: Int, before: Int = 0, after: Int = 0, value: Double = 0
  ) throws(TorchError) -> Tensor {
    let fromLast = dim < 0 ? -1 - dim : rank - 1 - dim
    var amounts = [Int64](repeating: 0, count: 2 * Swift.max(0, fromLast))
    amounts += [Int64(before), Int64(after)]
    return try Tensor.make("pad(dim: \(dim))", [self]) {
      ctorch_pad(handle, amounts, amounts.count, value, $0)
    }
  }

  /// Cuts a dimension into pieces of given lengths.
  public func split(_ lengths: [Int], dim: Int) throws(TorchError) -> [Tensor] {
    var pieces: [Tensor] = []
    var start = 0
    for length in lengths {
      pieces.append(try narrow(dim: dim, start: start, length: length))
      start += length
    }
    return pieces
  }

  /// Cuts a dimension into `count` pieces of one length.
  ///
  /// - Throws: ``TorchError`` with `.invalidArgument` if the dimension cannot be cut evenly.
  public func chunk(_ count: Int, dim: Int) throws(TorchError) -> [Tensor] {
    let size = self.dim(dim)
    guard count > 0, size % count == 0 else {
      throw TorchError(
        code: .invalidArgument, operation: "chunk(\(count), dim: \(dim))",
        message: "\(size) cannot be cut into \(count) even pieces", shapes: [shape])
    }
    return try split([Int](repeating: size / count, count: count), dim: dim)
  }
}
