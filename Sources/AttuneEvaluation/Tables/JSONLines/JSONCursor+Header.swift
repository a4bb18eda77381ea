import AttuneCore

extension JSONCursor {
  /// Reads the value of a key that says something of the whole table.
  ///
  /// - Returns: What is wrong with the value though it is of the right kind.
  mutating func readHeader(
    _ key: PredictionKey, into header: inout PredictionHeader
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    let isNull = key != .classes && key != .model && consume(literal: "null")
    switch key {
    case .classes: header.classes = try strings()
    case .model: header.model = try string()
    case .split:
      header.split = nil
      guard !isNull else { return nil }
      let name = try string()
      header.split = Split(rawValue: name)
      if header.split == nil { return .unknownName(name, known: Split.allCases.map(\.rawValue)) }
    case .run: header.run = isNull ? nil : try string()
    case .inputs:
      header.inputs = nil
      return isNull ? nil : try readPolicy(&header)
    case .outOfFold:
      header.numFolds = nil
      guard !isNull else { return nil }
      let number = try double()
      guard let numFolds = Int(exactly: number) else { return .wrongKind(expected: "an integer") }
      header.numFolds = numFolds
    case .labelMap:
      header.labelMap = nil
      return isNull ? nil : try readLabelMap(&header)
    default: break
    }
    return nil
  }

  /// Reads an array of strings.
  mutating func strings() throws(JSONCursorError) -> [String] {
    var values: [String] = []
    try array(of: "an array of strings") { cursor throws(JSONCursorError) in
      values.append(try cursor.string())
    }
    return values
  }

  /// Reads the number of an attribute.
  mutating func attributeNumber() throws(JSONCursorError) -> Double {
    switch peek() {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "t"), UInt8(ascii: "f"):
      throw try wrongKind("a string or a number for each attribute")
    default: return try double()
    }
  }

  private mutating func readPolicy(
    _ header: inout PredictionHeader
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    var policy = InputPolicy.honest
    var seen: Set<String> = []
    var unknown: String?
    try object { key, cursor throws(JSONCursorError) in
      let name = key.string
      guard let path = PolicyKeys.all.first(where: { $0.name == name })?.path else {
        unknown = name
        return try cursor.skipValue()
      }
      policy[keyPath: path] = try cursor.boolean()
      seen.insert(name)
    }
    let known = PolicyKeys.all.map(\.name)
    if let unknown { return .unknownName(unknown, known: known) }
    guard seen.count == known.count else {
      return .wrongKind(expected: "true or false for each of \(known.joined(separator: ", "))")
    }
    header.inputs = policy
    return nil
  }

  private mutating func readLabelMap(
    _ header: inout PredictionHeader
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    var parts: [String: String] = [:]
    try object { key, cursor throws(JSONCursorError) in parts[key.string] = try cursor.string() }
    guard let name = parts["name"], let sha256 = parts["sha256"], parts.count == 2 else {
      return .wrongKind(expected: "an object with name and sha256")
    }
    header.labelMap = LabelMapReference(name: name, sha256: sha256)
    return nil
  }
}
