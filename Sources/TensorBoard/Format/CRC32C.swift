/// The cyclic redundancy check of Castagnoli's polynomial, and TensorFlow's mask over it.
///
/// - Source: RFC 3720, appendix B.4 (the check); TensorFlow's `TFRecord` format (the mask).
enum CRC32C {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? (value >> 1) ^ 0x82F6_3B78 : value >> 1
    }
  }

  /// The check value of `bytes`.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let table = table
    return ~bytes.reduce(UInt32.max) { value, byte in
      table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8)
    }
  }

  /// The check value as records store it: rotated by 15 bits and moved, so that the check over
  /// bytes which contain checks stays a good one.
  static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let value = checksum(bytes)
    return (value >> 15 | value << 17) &+ 0xA282_EAD8
  }
}
