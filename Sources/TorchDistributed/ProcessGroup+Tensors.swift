import CTorchShim
import Torch

extension ProcessGroup {
  /// Replaces a tensor by the sum of all processes' tensors, which have one shape and type.
  ///
  /// The same bits come out everywhere.
  public func sum(_ tensor: Tensor) throws(TorchError) {
    try check(ctorch_all_reduce(handle, tensor.handle, .sum), "sum")
  }

  /// Replaces each element by the greatest that any process has there.
  public func maximum(_ tensor: Tensor) throws(TorchError) {
    try check(ctorch_all_reduce(handle, tensor.handle, .maximum), "maximum")
  }

  /// Overwrites tensors by those of one process.
  ///
  /// - Parameter tensors: of the same shapes and types everywhere; types and devices may be mixed.
  public func broadcast(_ tensors: [Tensor], from root: Int = 0) throws(TorchError) {
    try check(
      ctorch_broadcast(handle, tensors.map(\.handle), tensors.count, Int32(clamping: root)),
      "broadcast")
  }

  /// All processes' tensors, which have one shape and type.
  ///
  /// - Returns: `[count, …]`, by rank.
  public func gather(_ tensor: Tensor) throws(TorchError) -> Tensor {
    var result: OpaquePointer?
    try check(ctorch_all_gather(handle, tensor.handle, &result), "gather")
    return Tensor(owning: try TorchError.unwrap(result, "gather"))
  }
}
