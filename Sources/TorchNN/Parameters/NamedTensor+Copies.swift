import Torch

extension [NamedTensor] {
  /// Copies that nothing else refers to.
  func copies() throws(TorchError) -> [NamedTensor] {
    var copies: [NamedTensor] = []
    for one in self {
      copies.append(NamedTensor(path: one.path, tensor: try one.tensor.detach().clone()))
    }
    return copies
  }

  /// Sets each tensor to the values of another.
  func copyInPlace(from others: [NamedTensor]) throws(TorchError) {
    for (one, other) in zip(self, others) { try one.tensor.copyInPlace(from: other.tensor) }
  }

  /// Calls `body`, then gives the tensors back the values that they had, whatever happened.
  func preserved<Result>(_ body: () throws -> Result) throws -> Result {
    let own = try copies()
    let result: Swift.Result<Result, any Error>
    do {
      result = .success(try body())
    } catch {
      result = .failure(error)
    }
    try copyInPlace(from: own)
    return try result.get()
  }
}
