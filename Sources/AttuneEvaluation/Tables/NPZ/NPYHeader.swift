import Zip

/// The header of an array as numpy writes it: magic bytes, a version, and a Python dictionary.
///
/// - Source: numpy, *The .npy format*, versions 1.0, 2.0 and 3.0.
struct NPYHeader {
  /// What the elements are, as `<f4`.
  private(set) var descriptor = ""
  /// Whether the first index runs fastest, instead of the last.
  private(set) var isFortran = false
  /// How many elements there are along each axis; none for a single value.
  private(set) var shape: [Int] = []
  /// Where the elements begin.
  let byteCount: Int

  /// What numpy itself is willing to read is 10,000.
  private static let maximumBytes = 1 << 16

  /// Reads the header at the start of an array's bytes.
  ///
  /// - Parameter name: Names the array in the error.
  init(_ reader: ByteReader, name: String) throws(PredictionTableViolation) {
    func broken(_ byte: Int) -> PredictionTableViolation {
      PredictionTableViolation(
        name, .malformedRecord("the header of numpy's array is broken at byte \(byte)"))
    }
    guard reader.range(at: 0, count: 8) != nil,
      reader.bytes.prefix(6).elementsEqual([0x93] + Array("NUMPY".utf8))
    else { throw broken(0) }
    // From version 2 on the length has four bytes.
    let isShort = reader.bytes[6] == 1
    let start = isShort ? 10 : 12
    let length =
      isShort ? reader.size(at: 8, as: UInt16.self) : reader.size(at: 8, as: UInt32.self)
    guard (1...3).contains(reader.bytes[6]), let length, length <= Self.maximumBytes,
      let range = reader.range(at: start, count: length)
    else { throw broken(6) }
    byteCount = range.upperBound
    var cursor = PythonCursor(reader.bytes, range)
    guard read(&cursor) else { throw broken(cursor.offset) }
  }

  /// Reads the dictionary; `false` where the cursor stands at something else.
  private mutating func read(_ cursor: inout PythonCursor) -> Bool {
    guard cursor.consume("{") else { return false }
    var seen: Set<String> = []
    while !cursor.consume("}") {
      guard let key = cursor.text(), seen.insert(key).inserted, cursor.consume(":") else {
        return false
      }
      switch key {
      case "descr":
        // A list describes elements of several parts, which no table has.
        guard let text = cursor.text() else { return false }
        descriptor = text
      case "fortran_order":
        isFortran = cursor.consume("True")
        guard isFortran || cursor.consume("False") else { return false }
      case "shape":
        guard let shape = cursor.integers() else { return false }
        self.shape = shape
      default: return false
      }
      guard cursor.consume(",") || cursor.next == UInt8(ascii: "}") else { return false }
    }
    return seen.count == 3 && cursor.next == nil
  }
}

/// Reads those values of Python that a header is made of.
private struct PythonCursor {
  private let bytes: UnsafeRawBufferPointer
  private let end: Int
  private(set) var offset: Int

  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    (self.bytes, offset, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// The next byte that is no white space, unread; `nil` at the end.
  var next: UInt8? {
    mutating get {
      while offset < end, bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\n")
      {
        offset += 1
      }
      return offset < end ? bytes[offset] : nil
    }
  }

  mutating func consume(_ literal: String) -> Bool {
    guard next != nil, bytes[offset..<end].starts(with: literal.utf8) else { return false }
    offset += literal.utf8.count
    return true
  }

  /// A text in single quotes, which has no escapes here.
  mutating func text() -> String? {
    guard next == UInt8(ascii: "'"),
      let close = bytes[(offset + 1)..<end].firstIndex(of: UInt8(ascii: "'"))
    else { return nil }
    defer { offset = close + 1 }
    return String(validating: bytes[(offset + 1)..<close], as: UTF8.self)
  }

  /// Numbers in brackets, as `(3, 7)`, `(3,)` or `()`.
  mutating func integers() -> [Int]? {
    var values: [Int] = []
    guard consume("(") else { return nil }
    while !consume(")") {
      let digits = bytes[offset..<end].prefix { (0x30...0x39).contains($0) }
      guard let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      values.append(value)
      offset = digits.endIndex
      guard consume(",") || next == UInt8(ascii: ")") else { return nil }
    }
    return values
  }
}
