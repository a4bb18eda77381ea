/// The element types that a safetensors file may hold, spelled as in its header.
public enum SafetensorsDType: String, CaseIterable, Hashable, Sendable {
  /// One byte, 0 or 1.
  case bool = "BOOL"
  /// Unsigned integer of 8 bits.
  case uint8 = "U8"
  /// Signed integer of 8 bits.
  case int8 = "I8"
  /// Floating point of 8 bits, 5 of them exponent.
  case float8e5m2 = "F8_E5M2"
  /// Floating point of 8 bits, 4 of them exponent.
  case float8e4m3 = "F8_E4M3"
  /// A power of two in 8 bits, used as a block scale.
  case float8e8m0 = "F8_E8M0"
  /// Signed integer of 16 bits.
  case int16 = "I16"
  /// Unsigned integer of 16 bits.
  case uint16 = "U16"
  /// IEEE half precision.
  case float16 = "F16"
  /// The upper half of a 32-bit floating point number.
  case bfloat16 = "BF16"
  /// Signed integer of 32 bits.
  case int32 = "I32"
  /// Unsigned integer of 32 bits.
  case uint32 = "U32"
  /// IEEE single precision.
  case float32 = "F32"
  /// Two 32-bit floating point numbers, real and imaginary.
  case complex64 = "C64"
  /// IEEE double precision.
  case float64 = "F64"
  /// Signed integer of 64 bits.
  case int64 = "I64"
  /// Unsigned integer of 64 bits.
  case uint64 = "U64"

  /// The bytes that one element takes; also the alignment that the writer gives it.
  public var size: Int {
    switch self {
    case .bool, .uint8, .int8, .float8e5m2, .float8e4m3, .float8e8m0: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .complex64, .float64, .int64, .uint64: 8
    }
  }
}
