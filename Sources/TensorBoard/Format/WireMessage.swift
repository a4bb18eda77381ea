/// A protocol-buffer message as it is written field by field.
///
/// - Source: the encoding guide of Protocol Buffers. A field is its number and wire type as one
///   varint, then the value; what holds its type's default may be left out, but never need be.
struct WireMessage {
  /// The encoded fields so far.
  private(set) var bytes: [UInt8] = []

  private enum WireType: UInt64 {
    case varint = 0
    case eightBytes = 1
    case lengthDelimited = 2
    case fourBytes = 5
  }

  /// Adds an `int32`, `int64`, `bool` or enumeration; negative numbers take ten bytes.
  mutating func add(_ field: UInt64, _ value: Int) {
    start(field, .varint)
    varint(UInt64(bitPattern: Int64(value)))
  }

  /// Adds a `double`.
  mutating func add(_ field: UInt64, _ value: Double) {
    start(field, .eightBytes)
    bytes += Self.littleEndian(value.bitPattern)
  }

  /// Adds a `float`.
  mutating func add(_ field: UInt64, _ value: Float) {
    start(field, .fourBytes)
    bytes += Self.littleEndian(value.bitPattern)
  }

  /// Adds a `string`.
  mutating func add(_ field: UInt64, _ value: String) { add(field, Array(value.utf8)) }

  /// Adds `bytes`.
  mutating func add(_ field: UInt64, _ value: [UInt8]) {
    start(field, .lengthDelimited)
    varint(UInt64(value.count))
    bytes += value
  }

  /// Adds a message, filled by `body`.
  mutating func add(_ field: UInt64, _ body: (inout WireMessage) -> Void) {
    var message = WireMessage()
    body(&message)
    add(field, message.bytes)
  }

  /// An integer's bytes, the lowest first.
  static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
  }

  private mutating func start(_ field: UInt64, _ type: WireType) {
    varint(field << 3 | type.rawValue)
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
