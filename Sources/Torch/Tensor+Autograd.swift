import CTorchShim

extension Tensor {
  /// Whether operations on the tensor are recorded for gradients.
  public var requiresGrad: Bool {
    var value = false
    return ctorch_requires_grad(handle, &value) == .OK && value
  }

  /// Switches recording; returns the tensor itself.
  ///
  /// - Throws: ``TorchError`` for a tensor of whole numbers, or one that was computed from others.
  @discardableResult
  public func requiresGrad(_ value: Bool) throws(TorchError) -> Tensor {
    try TorchError.check(ctorch_set_requires_grad(handle, value), "requiresGrad", [self])
    return self
  }

  /// Computes the gradients of all leaves that this tensor was computed from.
  ///
  /// - Parameter gradient: what is propagated; 1 for a single number.
  public func backward(gradient: Tensor? = nil) throws(TorchError) {
    try TorchError.check(ctorch_backward(handle, gradient?.handle), "backward", [self])
  }

  /// The gradient that has gathered, or `nil` where there is none.
  public var grad: Tensor? {
    var result: OpaquePointer?
    guard ctorch_grad(handle, &result) == .OK, let result else { return nil }
    return Tensor(owning: result)
  }

  /// Sets the gradient; `nil` drops it.
  public func setGrad(_ gradient: Tensor?) throws(TorchError) {
    try TorchError.check(ctorch_set_grad(handle, gradient?.handle), "setGrad", [self])
  }

  /// The same numbers, cut off from how they were computed.
  public func detach() throws(TorchError) -> Tensor {
    try Tensor.make("detach", [self]) { ctorch_detach(handle, $0) }
  }
}

/// Runs `body` without recording for gradients.
///
/// The switch belongs to the thread, so the body is synchronous.
public func withoutGradients<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  var previous = true
  _ = ctorch_set_grad_mode(false, &previous)
  defer {
    var ignored = false
    _ = ctorch_set_grad_mode(previous, &ignored)
  }
  return try body()
}
