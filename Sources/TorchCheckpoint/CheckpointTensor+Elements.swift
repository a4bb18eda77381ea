import Safetensors

extension CheckpointTensor {
  /// Lends the elements row by row: in the file where they lie so, and else a copy in order.
  func withElements<Result>(
    of file: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let count = numElements * dtype.size
    if numElements == 0 { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    if isContiguous {
      let start = storage.lowerBound + offset * dtype.size
      return try body(UnsafeRawBufferPointer(rebasing: file[start..<start + count]))
    }
    let copy = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      gather(
        from: UnsafeRawBufferPointer(rebasing: file[storage]),
        into: UnsafeMutableRawBufferPointer(buffer))
      initialized = count
    }
    return try copy.withUnsafeBytes(body)
  }

  /// Copies the elements in row-major order; the strides were checked when the tensor was made.
  private func gather(
    from storage: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) {
    let size = dtype.size
    let (inner, step) = (shape.last ?? 1, strides.last ?? 1)
    var index = [Int](repeating: 0, count: max(0, shape.count - 1))
    var start = offset
    var written = 0
    while true {
      if step == 1 {
        target[written..<written + inner * size].copyBytes(
          from: storage[start * size..<(start + inner) * size])
        written += inner * size
      } else {
        for position in 0..<inner {
          let source = (start + position * step) * size
          target[written..<written + size].copyBytes(from: storage[source..<source + size])
          written += size
        }
      }
      // The next row, as an odometer counts.
      var dimension = index.count - 1
      while dimension >= 0 {
        index[dimension] += 1
        start += strides[dimension]
        if index[dimension] < shape[dimension] { break }
        start -= index[dimension] * strides[dimension]
        index[dimension] = 0
        dimension -= 1
      }
      if dimension < 0 { return }
    }
  }
}
