/// The type of a number of numpy, as `numpy.dtype` describes it.
struct NumpyType {
  enum Kind {
    case bool
    case signed
    case unsigned
    case float
  }

  let kind: Kind
  let byteCount: Int
  var isBigEndian = false

  /// Reads a code such as `f8`; `nil` for what is no number.
  init?(code: String) {
    switch code {
    case "b1": kind = .bool
    case "i1", "i2", "i4", "i8": kind = .signed
    case "u1", "u2", "u4", "u8": kind = .unsigned
    case "f2", "f4", "f8": kind = .float
    default: return nil
    }
    byteCount = Int(code.dropFirst()) ?? 0
  }

  /// The number that these bytes are, or `nil` where they are too few, too many, or it is too large.
  func number(_ bytes: [UInt8]) -> PickleValue? {
    guard bytes.count == byteCount else { return nil }
    let ordered = isBigEndian ? bytes : bytes.reversed()
    let bits = ordered.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    switch kind {
    case .bool: return .bool(bits != 0)
    case .unsigned: return Int(exactly: bits).map(PickleValue.integer)
    case .signed:
      let unused = 64 - 8 * byteCount
      return .integer(Int(truncatingIfNeeded: Int64(bitPattern: bits << unused) >> unused))
    case .float:
      switch byteCount {
      case 2: return .float(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits))))
      case 4: return .float(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
      default: return .float(Double(bitPattern: bits))
      }
    }
  }
}
