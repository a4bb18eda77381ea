import Foundation

/// Values as JSON that people read too: indented, the keys sorted, with a line break at the end.
public enum IndentedJSON {
  /// A value as JSON.
  ///
  /// - Throws: `EncodingError` for a number that JSON does not have.
  public static func data(of value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }
}

extension AtomicFile {
  /// Writes a value as ``IndentedJSON``, beside `url` and renamed into place.
  ///
  /// - Throws: ``FileError`` naming the file and the reason; the old file is then untouched.
  public static func write(json value: some Encodable, to url: URL) throws(FileError) {
    let data: Data
    do {
      data = try IndentedJSON.data(of: value)
    } catch {
      throw FileError(url, "cannot be put into JSON: \(reason(error))")
    }
    try write(data, to: url)
  }

  private static func reason(_ error: any Error) -> String {
    guard case .invalidValue(let value, let context)? = error as? EncodingError else {
      return "\(error)"
    }
    return "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is \(value)"
  }
}
