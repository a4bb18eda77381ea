import CTorchShim

/// Runs `body` with matrix products, convolutions and attention computed in a shorter type.
///
/// As PyTorch's `autocast`: parameters and gradients keep their type, each weight is cast once for
/// the whole scope, and what needs the range, as losses do, stays `float32`. The backward pass
/// belongs outside. The switch belongs to the thread, so the body is synchronous.
///
/// - Parameters:
///   - dtype: `.bfloat16` or `.float16`; `nil` computes as the tensors are, also inside another
///     scope.
///   - device: where the tensors are.
///   - body: what is computed so.
/// - Throws: ``TorchError`` for another type, or what `body` throws.
public func withAutocast<Result>(
  _ dtype: DType?, on device: Device, _ body: () throws -> Result
) throws -> Result {
  var previous = CTorchAutocast()
  try TorchError.check(
    ctorch_autocast_begin(
      device.cValue,
      CTorchAutocast(enabled: dtype != nil, dtype: (dtype ?? .bfloat16).cValue), &previous),
    "withAutocast")
  defer { _ = ctorch_autocast_end(device.cValue, previous) }
  return try body()
}

extension Device {
  /// The type that ``withAutocast(_:on:_:)`` casts to on this thread, or `nil` outside.
  public var autocastDType: DType? {
    var setting = CTorchAutocast()
    guard ctorch_autocast(cValue, &setting) == .OK, setting.enabled else { return nil }
    return DType(setting.dtype)
  }
}
