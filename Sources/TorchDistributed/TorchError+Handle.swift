import Torch

extension TorchError {
  /// The handle that a call of the shim which did not fail has handed out.
  static func unwrap(
    _ handle: OpaquePointer?, _ operation: String
  ) throws(TorchError) -> OpaquePointer {
    guard let handle else {
      throw TorchError(code: .internal, operation: operation, message: "no result", shapes: [])
    }
    return handle
  }
}
