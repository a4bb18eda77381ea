import Foundation

/// A JSON file that holds a list of records.
enum RecordFile {
  /// Reads all records.
  ///
  /// - Throws: ``CorpusError`` naming the file, and the record and key path where they are known.
  static func read<Record: Decodable>(_ type: Record.Type, from url: URL) throws -> [Record] {
    let data = try contents(of: url)
    do {
      return try JSONDecoder().decode([Record].self, from: data)
    } catch let error as DecodingError {
      throw located(error, in: url, data: data)
    }
  }

  /// The bytes of a file.
  ///
  /// - Throws: ``CorpusError/unreadable(file:reason:)``.
  static func contents(of url: URL) throws -> Data {
    do {
      return try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      throw CorpusError.unreadable(file: url.path, reason: "no such readable file")
    }
  }

  /// The error for text that is not JSON.
  static func malformed(_ fault: RecordScanner.Fault, in url: URL, data: Data) -> CorpusError {
    let line = 1 + data.prefix(fault.byte).count { $0 == UInt8(ascii: "\n") }
    return .malformed(
      file: url.path, byte: fault.byte, line: line, record: fault.record, reason: fault.reason)
  }

  private static func located(_ error: DecodingError, in url: URL, data: Data) -> CorpusError {
    var path: [any CodingKey]
    var reason: String
    switch error {
    case .keyNotFound(let key, let context):
      (path, reason) = (context.codingPath + [key], "is required and missing")
    case .valueNotFound(_, let context):
      (path, reason) = (context.codingPath, "is null, but a value is required")
    case .typeMismatch(let type, let context):
      (path, reason) = (context.codingPath, "is of the wrong type, expected \(name(of: type))")
    case .dataCorrupted(let context):
      (path, reason) = (context.codingPath, context.debugDescription)
    @unknown default:
      (path, reason) = ([], String(describing: error))
    }
    let records: [Range<Int>]
    do throws(RecordScanner.Fault) {
      records = try RecordScanner.records(in: data)
    } catch {
      return malformed(error, in: url, data: data)
    }
    let record = path.first?.intValue
    if record != nil { path.removeFirst() }
    return .invalidField(
      file: url.path, record: record,
      conversation: record.flatMap { records.indices.contains($0) ? records[$0] : nil }
        .flatMap { try? JSONDecoder().decode(Identity.self, from: slice(data, $0)).id },
      keyPath: path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
        .joined(separator: ".").replacingOccurrences(of: ".[", with: "["),
      reason: reason.split(whereSeparator: \.isNewline).joined(separator: " "))
  }

  /// A part of a file.
  static func slice(_ data: Data, _ range: Range<Int>) -> Data {
    data.subdata(in: data.startIndex + range.lowerBound..<data.startIndex + range.upperBound)
  }

  /// A type as JSON names it.
  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Int.Type: "a whole number"
    default: "\(type)".hasPrefix("Array") ? "a list" : "an object"
    }
  }
}

/// The id of a record whatever else is in it.
struct Identity: Decodable {
  let id: String

  enum CodingKeys: String, CodingKey { case id = "conversation_id" }
}
