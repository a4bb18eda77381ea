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
    let classesPart = ",\"classes\":[\(classes.map(JSONLine.string).joined(separator: ","))]"
    var tail =
      ",\"model\":\(JSONLine.string(model))"
      + ",\"split\":\(split.map { JSONLine.string($0.rawValue) } ?? "null")"
      + ",\"run\":\(run.map(JSONLine.string) ?? "null")"
      + ",\"inputs\":\(inputs.map(JSONLine.policy) ?? "null")"
    if let numFolds { tail += ",\"out_of_fold\":\(numFolds)" }
    if let labelMap {
      tail += ",\"label_map\":{\"name\":\(JSONLine.string(labelMap.name)),"
      tail += "\"sha256\":\(JSONLine.string(labelMap.sha256))}"
    }
    tail += "}\n"
    var data = Data()
    var line = ""
    for row in rows {
      line.removeAll(keepingCapacity: true)
      line += "{\"conversation\":"
      line += JSONLine.string(row.conversation)
      line += ",\"turn\":"
      line += JSONLine.string(row.turn)
      line += ",\"label\":"
      line += row.emotion.map(JSONLine.string) ?? "null"
      line += classesPart
      line += ",\"logits\":"
      line += row.logits.map(JSONLine.numbers) ?? "null"
      line += ",\"probabilities\":"
      line += JSONLine.numbers(row.probabilities)
      line += ",\"modalities\":["
      line += row.modalities.map { JSONLine.string($0.rawValue) }.joined(separator: ",")
      line += "]"
      if !row.attributes.isEmpty {
        line += ",\"attributes\":"
        line += JSONLine.attributes(row.attributes)
      }
      if let hidden = row.hidden {
        line += ",\"hidden\":"
        line += JSONLine.numbers(hidden)
      }
      line += tail
      data.append(contentsOf: line.utf8)
    }
    return data
  }
}

/// Swift values as JSON text.
private enum JSONLine {
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

  /// Names in alphabetical order; whole numbers without a point.
  static func attributes(_ attributes: [String: AttributeValue]) -> String {
    let parts = attributes.sorted { $0.key < $1.key }.map { name, value in
      switch value {
      case .text(let text): "\(string(name)):\(string(text))"
      case .number(let number):
        "\(string(name)):" + TextAttribute.text(of: number)
      }
    }
    return "{\(parts.joined(separator: ","))}"
  }

  static func policy(_ policy: InputPolicy) -> String {
    let parts = PolicyKeys.all.map { "\"\($0.name)\":\(policy[keyPath: $0.path])" }
    return "{\(parts.joined(separator: ","))}"
  }
}
