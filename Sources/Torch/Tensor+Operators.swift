import CTorchShim

// Arithmetic broadcasts as everywhere: sizes are compared from the last, and 1 stretches.
extension Tensor {
  /// Sum.
  public static func + (x: Tensor, y: Tensor) throws(TorchError) -> Tensor {
    try x.binary(.add, "+", y)
  }
  /// Difference.
  public static func - (x: Tensor, y: Tensor) throws(TorchError) -> Tensor {
    try x.binary(.subtract, "-", y)
  }
  /// Product of elements.
  public static func * (x: Tensor, y: Tensor) throws(TorchError) -> Tensor {
    try x.binary(.multiply, "*", y)
  }
  /// Quotient of elements.
  public static func / (x: Tensor, y: Tensor) throws(TorchError) -> Tensor {
    try x.binary(.divide, "/", y)
  }
  /// Sum with a number.
  public static func + (x: Tensor, y: Double) throws(TorchError) -> Tensor {
    try x.scalar(.add, "+", y)
  }
  /// Sum with a number.
  public static func + (x: Double, y: Tensor) throws(TorchError) -> Tensor { try y + x }
  /// Difference from a number.
  public static func - (x: Tensor, y: Double) throws(TorchError) -> Tensor { try x + (-y) }
  /// Difference from a number.
  public static func - (x: Double, y: Tensor) throws(TorchError) -> Tensor { try (-y) + x }
  /// Product with a number.
  public static func * (x: Tensor, y: Double) throws(TorchError) -> Tensor {
    try x.scalar(.multiply, "*", y)
  }
  /// Product with a number.
  public static func * (x: Double, y: Tensor) throws(TorchError) -> Tensor { try y * x }
  /// Quotient by a number.
  public static func / (x: Tensor, y: Double) throws(TorchError) -> Tensor {
    try x.scalar(.divide, "/", y)
  }
  /// The other sign.
  public static prefix func - (x: Tensor) throws(TorchError) -> Tensor {
    try make("-", [x]) { ctorch_unary(.negative, x.handle, $0) }
  }
}

// Comparisons give bool tensors.
extension Tensor {
  /// True where elements are equal.
  public func eq(_ other: Tensor) throws(TorchError) -> Tensor { try binary(.equal, "eq", other) }
  /// True where the element is the number.
  public func eq(_ value: Double) throws(TorchError) -> Tensor { try scalar(.equal, "eq", value) }
  /// True where elements differ.
  public func ne(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.notEqual, "ne", other)
  }
  /// True where the element is less.
  public func lt(_ other: Tensor) throws(TorchError) -> Tensor { try binary(.less, "lt", other) }
  /// True where the element is less than the number.
  public func lt(_ value: Double) throws(TorchError) -> Tensor { try scalar(.less, "lt", value) }
  /// True where the element is less or equal.
  public func le(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.lessOrEqual, "le", other)
  }
  /// True where the element is greater.
  public func gt(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.greater, "gt", other)
  }
  /// True where the element is greater than the number.
  public func gt(_ value: Double) throws(TorchError) -> Tensor {
    try scalar(.greater, "gt", value)
  }
  /// True where the element is greater or equal.
  public func ge(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.greaterOrEqual, "ge", other)
  }
  /// True where both are.
  public func logicalAnd(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.logicalAnd, "logicalAnd", other)
  }
  /// True where one or both are.
  public func logicalOr(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.logicalOr, "logicalOr", other)
  }
  /// The larger of two elements.
  public func maximum(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.maximum, "maximum", other)
  }
  /// The smaller of two elements.
  public func minimum(_ other: Tensor) throws(TorchError) -> Tensor {
    try binary(.minimum, "minimum", other)
  }
}
