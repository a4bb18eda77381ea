import AttuneCore
import Foundation

extension PredictionTable {
  /// Reads a JSON-lines file and checks every rule of the schema.
  ///
  /// - Throws: ``PredictionTableError`` naming the file, the line, the key and what is wrong.
  public init(contentsOf url: URL) throws(PredictionTableError) {
    let data: Data
    do {
      data = try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      let reason =
        FileManager.default.fileExists(atPath: url.path) ? "cannot be read" : "no such file"
      throw PredictionTableError(url.path, .inaccessible(reason))
    }
    try self.init(jsonLines: data, name: url.path)
  }

  /// Reads JSON-lines from memory.
  ///
  /// - Parameter name: Stands for the file in errors.
  public init(jsonLines data: Data, name: String) throws(PredictionTableError) {
    // `withUnsafeBytes` does not carry a typed error; the result does.
    let result = data.withUnsafeBytes { bytes in
      Result { () throws(PredictionTableError) in try PredictionTable.parse(bytes, name: name) }
    }
    self = try result.get()
  }

  private static func parse(
    _ bytes: UnsafeRawBufferPointer, name: String
  ) throws(PredictionTableError) -> PredictionTable {
    var reader = PredictionLineReader()
    var rows: [Prediction] = []
    var line = 0
    var start = 0
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<newline])
      line += 1
      start = newline + 1
      do throws(PredictionTableViolation) {
        rows.append(try reader.read(slice, line: line))
      } catch {
        throw PredictionTableError(name, line: line, key: error.key, error.problem)
      }
    }
    guard let header = reader.header else { throw PredictionTableError(name, .empty) }
    return PredictionTable(
      classes: header.classes, model: header.model, split: header.split, run: header.run,
      inputs: header.inputs, rows: rows)
  }
}
