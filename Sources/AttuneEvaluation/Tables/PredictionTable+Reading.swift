import AttuneCore
import Foundation

extension PredictionTable {
  /// Reads a table and checks every rule of the schema.
  ///
  /// A file whose name ends in `.csv` is CSV, any other JSON-lines.
  ///
  /// - Throws: ``PredictionTableError`` naming the file, the line, the key and what is wrong.
  public init(contentsOf url: URL) throws(PredictionTableError) {
    let file = try MappedFile(url)
    if url.pathExtension.lowercased() == "csv" {
      self = try CSVTable.read(
        file.bytes, name: url.path, model: url.deletingPathExtension().lastPathComponent)
      return
    }
    self = try PredictionLines.read(file.bytes, name: url.path) { file.release($0) }
  }

  /// Reads JSON-lines from memory.
  ///
  /// - Parameter name: Stands for the file in errors.
  public init(jsonLines data: Data, name: String) throws(PredictionTableError) {
    // `withUnsafeBytes` does not carry a typed error; the result does.
    let result = data.withUnsafeBytes { bytes in
      Result { () throws(PredictionTableError) in
        try PredictionLines.read(bytes, name: name)
      }
    }
    self = try result.get()
  }
}
