import Foundation

/// A JSON file that holds a list of records.
enum RecordFile {
  /// Reads all records.
  ///
  /// - Throws: ``CorpusError`` naming the file, and the record and key path where they are known.
  static func read<Record: Decodable>(_ type: Record.Type, from url: URL) throws -> [Record] {
    let data: Data
    do {
      data = try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      throw CorpusError.unreadable(file: url.path, reason: "no such readable file")
    }
    do {
      return try JSONDecoder().decode([Record].self, from: data)
    } catch let error as DecodingError {
      throw located(error, in: url, data: data)
    }
  }

  private struct Identity: Decodable {
    let id: String?

    enum CodingKeys: String, CodingKey { case id = "conversation_id" }

    init(from decoder: any Decoder) throws {
      id = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .id)
    }
  }

  private static func located(_ error: DecodingError, in url: URL, data: Data) -> CorpusError {
    let context: DecodingError.Context
    var path: [any CodingKey]
    var reason: String
    switch error {
    case .keyNotFound(let key, let found):
      (context, path, reason) = (found, found.codingPath + [key], "is required and missing")
    case .valueNotFound(_, let found):
      (context, path, reason) = (found, found.codingPath, "is null, but a value is required")
    case .typeMismatch(let type, let found):
      (context, path) = (found, found.codingPath)
      reason = "is of the wrong type, expected \(type)"
    case .dataCorrupted(let found):
      (context, path, reason) = (found, found.codingPath, found.debugDescription)
    @unknown default:
      return .malformed(file: url.path, reason: String(describing: error))
    }
    if path.isEmpty, case .dataCorrupted = error {
      let underlying = (context.underlyingError as? NSError)?.userInfo["NSDebugDescription"]
      return .malformed(
        file: url.path,
        reason: underlying as? String ?? reason.split(separator: "\n").joined(separator: " "))
    }
    let record = path.first?.intValue
    if record != nil { path.removeFirst() }
    let conversation = record.flatMap { index in
      (try? JSONDecoder().decode([Identity].self, from: data))
        .flatMap { $0.indices.contains(index) ? $0[index].id : nil }
    }
    if path.isEmpty, record == nil { reason = "expected a list of conversations" }
    return .invalidField(
      file: url.path, record: record, conversation: conversation,
      keyPath: path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
        .joined(separator: ".").replacingOccurrences(of: ".[", with: "["),
      reason: reason.split(separator: "\n").joined(separator: " "))
  }
}
