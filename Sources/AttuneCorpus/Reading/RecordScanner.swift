import Foundation

/// Walks a JSON list byte by byte: finds where each record lies, or where the text breaks.
///
/// The standard decoder does not say which record a fault is in, and cannot give a record's own
/// bytes back. The grammar is RFC 8259's.
struct RecordScanner {
  /// The first place where the text is not JSON.
  struct Fault: Error, Equatable {
    /// Offset from the start of the file, in bytes.
    var byte: Int
    /// Index of the record that the place lies in.
    var record: Int?
    /// What is wrong there.
    var reason: String
  }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private static let maximumDepth = 512

  /// The byte ranges of the records in a file that holds a list.
  ///
  /// - Throws: ``Fault`` at the first place that is not JSON.
  static func records(in data: Data) throws(Fault) -> [Range<Int>] {
    let outcome: Result<[Range<Int>], Fault> = data.withUnsafeBytes { bytes in
      var scanner = RecordScanner(bytes: bytes)
      do throws(Fault) {
        return .success(try scanner.list())
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    // Some editors begin a file with a byte order mark.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private mutating func list() throws(Fault) -> [Range<Int>] {
    if peek() == nil { throw fault("the file is empty") }
    var records: [Range<Int>] = []
    try expect("[", "expected '[', the start of a list of conversations")
    if peek() != UInt8(ascii: "]") {
      repeat {
        _ = peek()
        let start = position
        do throws(Fault) {
          try value(depth: 1)
        } catch {
          throw Fault(byte: error.byte, record: records.count, reason: error.reason)
        }
        records.append(start..<position)
      } while take(",")
    }
    try expect("]", "expected ',' or ']' after a record")
    if peek() != nil { throw fault("expected the end of the file after the list") }
    return records
  }

  private mutating func value(depth: Int) throws(Fault) {
    guard depth < Self.maximumDepth else { throw fault("nested too deeply") }
    switch peek() {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
  }

  private mutating func object(depth: Int) throws(Fault) {
    position += 1
    if take("}") { return }
    repeat {
      guard peek() == UInt8(ascii: "\"") else { throw fault("expected a key in double quotes") }
      try string()
      try expect(":", "expected ':' after a key")
      try value(depth: depth + 1)
    } while take(",")
    try expect("}", "expected ',' or '}'")
  }

  private mutating func array(depth: Int) throws(Fault) {
    position += 1
    if take("]") { return }
    repeat { try value(depth: depth + 1) } while take(",")
    try expect("]", "expected ',' or ']'")
  }

  private mutating func string() throws(Fault) {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] < 0x20 { throw fault("a control character stands in a string") }
      if bytes[position] == UInt8(ascii: "\\") {
        position += 1
        try escape()
      } else {
        position += 1
      }
    }
    guard position < bytes.count else {
      position = start
      throw fault("a string without its closing quote")
    }
    position += 1
    guard String(validating: bytes[start..<position], as: UTF8.self) != nil else {
      position = start
      throw fault("a string that is not UTF-8")
    }
  }

  private mutating func escape() throws(Fault) {
    guard position < bytes.count else { return }
    if bytes[position] == UInt8(ascii: "u") {
      let digits = bytes[(position + 1)...].prefix(4)
      guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
      else { throw fault("expected four hexadecimal digits") }
      position += 5
    } else if "\"\\/bfnrt".utf8.contains(bytes[position]) {
      position += 1
    } else {
      throw fault("an escape that JSON does not have")
    }
  }

  private mutating func number() throws(Fault) {
    let start = position
    if isNext("-") { position += 1 }
    var isValid = isNext("0") ? digits(atMost: 1) : digits()
    if isValid, isNext(".") {
      position += 1
      isValid = digits()
    }
    if isValid, isNext("e") || isNext("E") {
      position += 1
      if isNext("+") || isNext("-") { position += 1 }
      isValid = digits()
    }
    guard isValid else {
      position = start
      throw fault(position < bytes.count ? "expected a value" : "the file ends too early")
    }
  }

  private mutating func digits(atMost limit: Int = .max) -> Bool {
    let start = position
    while position < bytes.count, position - start < limit,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
    {
      position += 1
    }
    return position > start
  }

  private func isNext(_ character: Unicode.Scalar) -> Bool {
    position < bytes.count && bytes[position] == UInt8(ascii: character)
  }

  private mutating func word(_ word: String) throws(Fault) {
    guard bytes[position...].starts(with: word.utf8) else { throw fault("expected \(word)") }
    position += word.utf8.count
  }

  /// The next byte that is no white space.
  private mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar, _ reason: String) throws(Fault) {
    if take(character) { return }
    throw fault(position < bytes.count ? reason : "the file ends too early: \(reason)")
  }

  private func fault(_ reason: String) -> Fault { Fault(byte: position, reason: reason) }
}
