import AttuneCore
import Foundation

extension PredictionTable {
  /// Reads a table and checks every rule of the schema.
  ///
  /// A file whose name ends in `.csv` is CSV, in `.npz` an archive of numpy, any other JSON-lines.
  ///
  /// - Throws: ``PredictionTableError`` naming the file, the line, the key and what is wrong.
  public init(contentsOf url: URL) throws(PredictionTableError) {
    let file = try MappedFile(url)
    let model = url.deletingPathExtension().lastPathComponent
    switch url.pathExtension.lowercased() {
    case "csv": self = try CSVTable.read(file.bytes, name: url.path, model: model)
    case "npz": self = try NPZTable.read(file.bytes, name: url.path, model: model)
    default: self = try PredictionLines.read(file.bytes, name: url.path) { file.release($0) }
    }
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
