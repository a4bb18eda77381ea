import CTorchShim

/// The type of a tensor's elements.
public enum DType: String, CaseIterable, Codable, Hashable, Sendable {
  case float32, bfloat16, float16, int64, int32, uint8, bool, float64

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
