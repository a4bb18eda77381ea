import CTorchShim

/// The type of a tensor's elements.
public enum DType: String, CaseIterable, Codable, Hashable, Sendable {
  /// IEEE single precision.
  case float32
  /// The upper half of a single: its range, with 8 bits of precision.
  case bfloat16
  /// IEEE half precision.
  case float16
  /// Signed, 64 bits; what indices are made of.
  case int64
  /// Signed, 32 bits.
  case int32
  /// Unsigned, 8 bits.
  case uint8
  /// One byte, 0 or 1.
  case bool
  /// IEEE double precision.
  case float64

  /// Bytes of one element.
  public var byteCount: Int {
    switch self {
    case .uint8, .bool: 1
    case .bfloat16, .float16: 2
    case .float32, .int32: 4
    case .int64, .float64: 8
    }
  }

  /// Whether gradients can flow through it.
  public var isFloatingPoint: Bool {
    switch self {
    case .float32, .bfloat16, .float16, .float64: true
    case .int64, .int32, .uint8, .bool: false
    }
  }

  var cValue: CTorchDType {
    switch self {
    case .float32: .float32
    case .bfloat16: .bFloat16
    case .float16: .float16
    case .int64: .int64
    case .int32: .int32
    case .uint8: .uInt8
    case .bool: .bool
    case .float64: .float64
    }
  }

  init(_ value: CTorchDType) {
    switch value {
    case .float32: self = .float32
    case .bFloat16: self = .bfloat16
    case .float16: self = .float16
    case .int64: self = .int64
    case .int32: self = .int32
    case .uInt8: self = .uint8
    case .bool: self = .bool
    case .float64: self = .float64
    }
  }
}
