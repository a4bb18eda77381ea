import AttuneCore
import Foundation

extension PredictionTable {
  /// Writes the table as JSON-lines: the old file stays, or the new one is complete.
  ///
  /// - Throws: ``PredictionTableError`` if a row breaks the schema or the file cannot be written.
  public func write(to url: URL) throws(PredictionTableError) {
    let data = try jsonLines(name: url.path)
    do {
      try AtomicFile.write(data, to: url)
    } catch {
      throw PredictionTableError(url.path, .inaccessible(error.reason))
    }
  }

  /// The table as JSON-lines, keys in the order of the schema.
  func jsonLines(name: String) throws(PredictionTableError) -> Data {
    try validate(name: name)
    // What is equal on every line is put into JSON once.
    let classesPart = ",\"classes\":[\(classes.map(JSONText.string).joined(separator: ","))]"
    let tail =
      ",\"model\":\(JSONText.string(model))"
      + ",\"split\":\(split.map { JSONText.string($0.rawValue) } ?? "null")"
      + ",\"run\":\(run.map(JSONText.string) ?? "null")"
      + ",\"inputs\":\(inputs.map(JSONText.policy) ?? "null")}\n"
    var data = Data()
    var line = ""
    for row in rows {
      line.removeAll(keepingCapacity: true)
      line += "{\"conversation\":"
      line += JSONText.string(row.conversation)
      line += ",\"turn\":"
      line += JSONText.string(row.turn)
      line += ",\"label\":"
      line += row.emotion.map(JSONText.string) ?? "null"
      line += classesPart
      line += ",\"logits\":"
      line += row.logits.map(JSONText.numbers) ?? "null"
      line += ",\"probabilities\":"
      line += JSONText.numbers(row.probabilities)
      line += ",\"modalities\":["
      line += row.modalities.map { JSONText.string($0.rawValue) }.joined(separator: ",")
      line += "]"
      line += tail
      data.append(contentsOf: line.utf8)
    }
    return data
  }
}

/// Swift values as JSON text.
private enum JSONText {
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Finite numbers, each with the fewest digits that read back as the same bits.
  static func numbers(_ values: [Float]) -> String {
    var result = "["
    for (index, value) in values.enumerated() {
      if index > 0 { result += "," }
      result += value.description
    }
    return result + "]"
  }

  static func policy(_ policy: InputPolicy) -> String {
    let parts = PolicyKeys.all.map { "\"\($0.name)\":\(policy[keyPath: $0.path])" }
    return "{\(parts.joined(separator: ","))}"
  }
}
