/// The records of a CSV file (RFC 4180), fields as they are meant, without their quotes.
struct CSVRecords {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private var nextLine = 1
  /// The line on which the last record begins, from 1.
  private(set) var line = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    offset = ByteOrderMark.length(in: bytes)
  }

  /// The fields of the next record that is no empty line, or `nil` at the end.
  ///
  /// - Throws: ``PredictionTableViolation`` for a quote that does not end, stands within a field, or
  ///   for bytes that are no UTF-8.
  mutating func next() throws(PredictionTableViolation) -> [String]? {
    while let fields = try record() { if fields != [""] { return fields } }
    return nil
  }

  private mutating func record() throws(PredictionTableViolation) -> [String]? {
    guard offset < bytes.count else { return nil }
    line = nextLine
    var fields: [String] = []
    while true {
      fields.append(try field())
      guard offset < bytes.count else { return fields }
      let separator = bytes[offset]
      offset += 1
      if separator == UInt8(ascii: ",") { continue }
      if separator == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n")
      {
        offset += 1
      }
      nextLine += 1
      return fields
    }
  }

  private mutating func field() throws(PredictionTableViolation) -> String {
    var text: [UInt8] = []
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
      offset += 1
      while true {
        guard offset < bytes.count else { throw malformed("a quote does not end") }
        let byte = bytes[offset]
        offset += 1
        if byte == UInt8(ascii: "\"") {
          guard offset < bytes.count, bytes[offset] == byte else { break }
          offset += 1
        }
        if byte == UInt8(ascii: "\n") { nextLine += 1 }
        text.append(byte)
      }
      guard offset == bytes.count || isEnd(bytes[offset]) else {
        throw malformed("text behind a quote")
      }
    } else {
      while offset < bytes.count, !isEnd(bytes[offset]) {
        text.append(bytes[offset])
        offset += 1
      }
    }
    guard let field = String(validating: text, as: UTF8.self) else {
      throw malformed("a field is no UTF-8")
    }
    return field
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func malformed(_ reason: String) -> PredictionTableViolation {
    PredictionTableViolation(nil, .malformedRecord(reason))
  }
}
