import CTorchShim

extension Tensor {
  /// Applies `body` and keeps for the gradients nothing but its input and result: the backward pass
  /// computes `body` again.
  ///
  /// Memory falls to what one call needs, time rises by one forward pass (Chen et al. 2016,
  /// arXiv:1604.06174). Random numbers are drawn again as they were, and autocast is as it was.
  ///
  /// - Parameter body: called once now, and once in the backward pass; its gradients reach the
  ///   parameters that it uses.
  /// - Throws: what `body` throws.
  public func recomputing(_ body: @escaping (Tensor) throws -> Tensor) throws -> Tensor {
    let dtype = device.autocastDType
    let device = device
    let call = Recomputed { input in
      try withAutocast(dtype, on: device) { try body(input) }
    }
    let context = Unmanaged.passRetained(call)
    do {
      return try Tensor.make("recomputing", [self]) { out in
        ctorch_recomputed(
          handle, context.toOpaque(),
          { context, input, out in
            guard let context else { return .internal }
            return Unmanaged<Recomputed>.fromOpaque(context).takeUnretainedValue()
              .call(input, out)
          },
          { context in
            if let context { Unmanaged<Recomputed>.fromOpaque(context).release() }
          }, out)
      }
    } catch {
      throw call.failure ?? error
    }
  }
}

/// A function that C++ calls, with the error that could not pass through there.
private final class Recomputed {
  let body: (Tensor) throws -> Tensor
  var failure: (any Error)?

  init(_ body: @escaping (Tensor) throws -> Tensor) { self.body = body }

  func call(_ input: OpaquePointer, _ out: UnsafeMutablePointer<OpaquePointer?>) -> CTorchStatus {
    do {
      let result = try body(try Tensor.make("recomputing", []) { ctorch_alias(input, $0) })
      return ctorch_alias(result.handle, out)
    } catch {
      failure = error
      return .internal
    }
  }
}
