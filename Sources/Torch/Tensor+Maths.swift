import CTorchShim

extension Tensor {
  private func unary(_ operation: CTorchUnary, _ name: String) throws(TorchError) -> Tensor {
    try Tensor.make(name, [self]) { ctorch_unary(operation, handle, $0) }
  }

  func binary(
    _ operation: CTorchBinary, _ name: String, _ other: Tensor
  ) throws(TorchError) -> Tensor {
    try Tensor.make(name, [self, other]) { ctorch_binary(operation, handle, other.handle, $0) }
  }

  func scalar(
    _ operation: CTorchScalar, _ name: String, _ value: Double
  ) throws(TorchError) -> Tensor {
    try Tensor.make(name, [self]) { ctorch_scalar(operation, handle, value, $0) }
  }

  /// The matrix product over the last two dimensions; the others broadcast.
  public func matmul(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.matmul, "matmul", other)
  }

  /// e to the power of each element.
  public func exp() throws(TorchError) -> Tensor { try unary(.exp, "exp") }
  /// Natural logarithm.
  public func log() throws(TorchError) -> Tensor { try unary(.log, "log") }
  /// Square root.
  public func sqrt() throws(TorchError) -> Tensor { try unary(.sqrt, "sqrt") }
  /// Hyperbolic tangent.
  public func tanh() throws(TorchError) -> Tensor { try unary(.tanh, "tanh") }
  /// 1 / (1 + e^-x).
  public func sigmoid() throws(TorchError) -> Tensor { try unary(.sigmoid, "sigmoid") }
  /// The larger of x and 0.
  public func relu() throws(TorchError) -> Tensor { try unary(.relu, "relu") }
  /// x · sigmoid(x).
  public func silu() throws(TorchError) -> Tensor { try unary(.silu, "silu") }
  /// Absolute value.
  public func abs() throws(TorchError) -> Tensor { try unary(.abs, "abs") }
  /// Sine of radians.
  public func sin() throws(TorchError) -> Tensor { try unary(.sin, "sin") }
  /// Cosine of radians.
  public func cos() throws(TorchError) -> Tensor { try unary(.cos, "cos") }
  /// True where the element is zero or false.
  public func logicalNot() throws(TorchError) -> Tensor { try unary(.logicalNot, "logicalNot") }
  /// True where the element is neither infinite nor not-a-number.
  public func isFinite() throws(TorchError) -> Tensor { try unary(.isFinite, "isFinite") }

  /// x · Φ(x), exactly or by the tanh approximation that `gelu_new` checkpoints were trained with.
  public func gelu(approximateTanh: Bool = false) throws(TorchError) -> Tensor {
    try unary(approximateTanh ? .geluTanh : .gelu, "gelu")
  }

  /// Each element to a power.
  public func pow(_ exponent: Double) throws(TorchError) -> Tensor {
    try scalar(.power, "pow", exponent)
  }

  /// Elements no smaller than `minimum` and no larger than `maximum`.
  public func clamp(
    minimum: Double? = nil, maximum: Double? = nil
  ) throws(TorchError) -> Tensor {
    var result = self
    if let minimum { result = try result.scalar(.clampMinimum, "clamp", minimum) }
    if let maximum { result = try result.scalar(.clampMaximum, "clamp", maximum) }
    return result
  }

  /// Softmax over a dimension.
  public func softmax(dim: Int) throws(TorchError) -> Tensor {
    try Tensor.make("softmax", [self]) { ctorch_softmax(handle, Int64(dim), $0) }
  }

  /// The logarithm of the softmax over a dimension.
  public func logSoftmax(dim: Int) throws(TorchError) -> Tensor {
    try Tensor.make("logSoftmax", [self]) { ctorch_log_softmax(handle, Int64(dim), $0) }
  }

  /// Running sum over a dimension.
  public func cumulativeSum(dim: Int) throws(TorchError) -> Tensor {
    try Tensor.make("cumulativeSum", [self]) { ctorch_cumulative_sum(handle, Int64(dim), $0) }
  }

  /// A copy with `value` where `mask` is true.
  public func maskedFill(mask: Tensor, value: Double) throws(TorchError) -> Tensor {
    try Tensor.make("maskedFill", [self, mask]) {
      ctorch_masked_fill(handle, mask.handle, value, $0)
    }
  }

  /// `x` where `condition` is true, `y` elsewhere.
  public static func `where`(
    _ condition: Tensor, _ x: Tensor, _ y: Tensor
  ) throws(TorchError) -> Tensor {
    try make("where", [condition, x, y]) {
      ctorch_where(condition.handle, x.handle, y.handle, $0)
    }
  }
}
