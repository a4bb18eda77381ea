import Zip

/// What stands in the program itself: numbers, text and bytes.
extension PickleMachine {
  mutating func number<Value: FixedWidthInteger>(
    _ type: Value.Type
  ) throws(TorchCheckpointError.Problem) -> Value {
    guard let value = reader.integer(at: position, as: type) else { throw failure("it ends") }
    position += MemoryLayout<Value>.size
    return value
  }

  /// A length, which must lie within what is left of the program.
  mutating func count<Value: FixedWidthInteger>(
    _ type: Value.Type
  ) throws(TorchCheckpointError.Problem) -> Int {
    let claimed = try number(type)
    guard let count = Int(exactly: claimed), reader.range(at: position, count: count) != nil else {
      throw failure("a length of \(claimed), which is more than is left")
    }
    return count
  }

  mutating func text(_ count: Int) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let text = reader.text(at: position, count: count) else {
      throw failure("text that is not UTF-8")
    }
    position += count
    return try node(.string(text))
  }

  mutating func bytes(_ count: Int) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let range = reader.range(at: position, count: count) else { throw failure("it ends") }
    position += count
    return try node(.bytes([UInt8](reader.bytes[range])))
  }

  /// An integer of any length, of which only those of 64 bits are read.
  mutating func long(_ count: Int) throws(TorchCheckpointError.Problem) -> Int {
    guard let range = reader.range(at: position, count: count) else { throw failure("it ends") }
    guard count <= 8 else { throw failure("an integer of more than 64 bits") }
    position += count
    if count == 0 { return 0 }
    let bits = reader.bytes[range].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let unused = 64 - 8 * count
    return Int(truncatingIfNeeded: Int64(bitPattern: bits << unused) >> unused)
  }

  /// The only number that a pickle stores with its highest byte first.
  mutating func bigEndianFloat() throws(TorchCheckpointError.Problem) -> Double {
    Double(bitPattern: try number(UInt64.self).byteSwapped)
  }

  /// The text up to the next line break.
  mutating func line() throws(TorchCheckpointError.Problem) -> String {
    let rest = reader.bytes[min(position, reader.bytes.count)...]
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
      let text = reader.text(at: position, count: end - position)
    else { throw failure("a name that does not end or is not UTF-8") }
    position = end + 1
    return text
  }
}
