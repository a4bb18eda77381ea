/// One record of a `TFRecord` file: length, its check, the data, their check.
enum Record {
  /// The bytes that frame `data`.
  static func bytes(_ data: [UInt8]) -> [UInt8] {
    let length = WireMessage.littleEndian(UInt64(data.count))
    return length + WireMessage.littleEndian(CRC32C.masked(length)) + data
      + WireMessage.littleEndian(CRC32C.masked(data))
  }
}
