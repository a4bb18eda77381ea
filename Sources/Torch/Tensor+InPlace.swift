import CTorchShim

// Changes in place are never recorded for gradients; they are for parameters and their state.
extension Tensor {
  /// Overwrites the elements with another tensor's of the same shape.
  public func copyInPlace(from source: Tensor) throws(TorchError) {
    try TorchError.check(
      ctorch_copy_in_place(handle, source.handle), "copyInPlace", [self, source])
  }

  /// Adds `alpha` times another tensor.
  public func addInPlace(_ other: Tensor, alpha: Double = 1) throws(TorchError) {
    try TorchError.check(
      ctorch_add_in_place(handle, other.handle, alpha), "addInPlace", [self, other])
  }

  /// Moves towards another tensor of the same shape and type: x + share · (other − x).
  ///
  /// - Parameter share: in 0…1; 1 makes the two equal.
  public func interpolateInPlace(towards other: Tensor, share: Double) throws(TorchError) {
    try TorchError.check(
      ctorch_interpolate_in_place(handle, other.handle, share), "interpolateInPlace",
      [self, other])
  }

  /// Multiplies by a number.
  public func multiplyInPlace(by value: Double) throws(TorchError) {
    try TorchError.check(ctorch_multiply_in_place(handle, value), "multiplyInPlace", [self])
  }

  /// Sets all elements to a number.
  public func fillInPlace(_ value: Double) throws(TorchError) {
    try TorchError.check(ctorch_fill_in_place(handle, value), "fillInPlace", [self])
  }
}
