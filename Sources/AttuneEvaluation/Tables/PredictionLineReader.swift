import AttuneCore

/// Reads the lines of one prediction table and holds them to the first.
struct PredictionLineReader {
  /// What every line of a table says alike.
  struct Header: Equatable {
    var classes: [String] = []
    var model = ""
    var split: Split?
    var run: String?
    var inputs: InputPolicy?
  }

  /// The keys of the schema, each a bit of a line's set of keys.
  private enum Key: String, CaseIterable {
    case conversation, turn, label, classes, logits, probabilities, modalities, model, split, run
    case inputs

    /// The key's own bit; a line's keys are a sum of these, which is quicker than a hashed set.
    var bit: UInt16 {
      switch self {
      case .conversation: 1
      case .turn: 2
      case .label: 4
      case .classes: 8
      case .logits: 16
      case .probabilities: 32
      case .modalities: 64
      case .model: 128
      case .split: 256
      case .run: 512
      case .inputs: 1024
      }
    }

    var isRequired: Bool {
      switch self {
      case .logits, .split, .run, .inputs: false
      default: true
      }
    }
  }

  /// The header of the first line, `nil` before it was read.
  private(set) var header: Header?
  private var rules: PredictionTableRules?
  /// The class list as the last line spelled it, so that equal bytes need not be read again.
  private var classesText: [UInt8] = []
  /// The modalities as the last line spelled them.
  private var modalitiesText: [UInt8] = []
  private var modalities: [Modality] = []

  mutating func read(
    _ bytes: UnsafeRawBufferPointer, line: Int
  ) throws(PredictionTableViolation) -> Prediction {
    var cursor = JSONCursor(bytes)
    var row = Prediction(conversation: "", turn: "", probabilities: [], modalities: [])
    var lineHeader = Header()
    if let header { lineHeader.classes = header.classes }
    var seen: UInt16 = 0
    var current: String?
    var violation: PredictionTableViolation?
    do throws(JSONCursorError) {
      try cursor.object { name, cursor throws(JSONCursorError) in
        current = name
        guard let key = Key(rawValue: name) else {
          violation = violation ?? PredictionTableViolation(name, .unknownKey)
          return try cursor.skipValue()
        }
        if seen & key.bit != 0 {
          violation = violation ?? PredictionTableViolation(name, .repeatedKey)
        }
        seen |= key.bit
        let problem = try read(key, &cursor, &row, &lineHeader)
        if let problem { violation = violation ?? PredictionTableViolation(name, problem) }
        current = nil
      }
      try cursor.expectEnd()
    } catch {
      switch error {
      case .malformed(let offset, let reason):
        throw PredictionTableViolation(nil, .malformed(byte: offset + 1, reason: reason))
      case .wrongKind(let expected):
        throw PredictionTableViolation(current, .wrongKind(expected: expected))
      }
    }
    if let violation { throw violation }
    for key in Key.allCases where key.isRequired && seen & key.bit == 0 {
      throw PredictionTableViolation(key.rawValue, .missingKey)
    }
    try compare(lineHeader)
    if rules == nil { rules = try PredictionTableRules(classes: lineHeader.classes) }
    try rules?.check(row, line: line)
    return row
  }

  /// Reads the value of `key`; returns what is wrong with it though it is of the right kind.
  private mutating func read(
    _ key: Key, _ cursor: inout JSONCursor, _ row: inout Prediction, _ header: inout Header
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    switch key {
    case .conversation: row.conversation = try cursor.string()
    case .turn: row.turn = try cursor.string()
    case .label: row.emotion = try optionalString(&cursor)
    case .classes: try readClasses(&cursor, &header)
    case .logits:
      if !cursor.consume(literal: "null") { row.logits = try numbers(&cursor) }
    case .probabilities: row.probabilities = try numbers(&cursor)
    case .modalities: return try readModalities(&cursor, &row)
    case .model: header.model = try cursor.string()
    case .split:
      guard let name = try optionalString(&cursor) else { return nil }
      header.split = Split(rawValue: name)
      if header.split == nil {
        return .unknownName(name, known: Split.allCases.map(\.rawValue))
      }
    case .run: header.run = try optionalString(&cursor)
    case .inputs:
      if !cursor.consume(literal: "null") { return try readPolicy(&cursor, &header) }
    }
    return nil
  }

  /// Every line describes the whole table, so all must agree with the first.
  private mutating func compare(_ line: Header) throws(PredictionTableViolation) {
    guard let header else {
      self.header = line
      return
    }
    if line == header { return }
    let key =
      line.classes != header.classes
      ? Key.classes
      : line.model != header.model
        ? .model : line.split != header.split ? .split : line.run != header.run ? .run : .inputs
    throw PredictionTableViolation(key.rawValue, .differsFromFirstLine)
  }

  private func optionalString(_ cursor: inout JSONCursor) throws(JSONCursorError) -> String? {
    if cursor.consume(literal: "null") { return nil }
    return try cursor.string()
  }

  private func numbers(_ cursor: inout JSONCursor) throws(JSONCursorError) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(header?.classes.count ?? 8)
    try cursor.array(of: "an array of numbers") { cursor throws(JSONCursorError) in
      values.append(try cursor.number())
    }
    return values
  }

  private func strings(_ cursor: inout JSONCursor) throws(JSONCursorError) -> [String] {
    var values: [String] = []
    try cursor.array(of: "an array of strings") { cursor throws(JSONCursorError) in
      values.append(try cursor.string())
    }
    return values
  }

  private mutating func readClasses(
    _ cursor: inout JSONCursor, _ header: inout Header
  ) throws(JSONCursorError) {
    if self.header != nil, cursor.consume(text: classesText) { return }
    let start = cursor.offset
    header.classes = try strings(&cursor)
    if self.header == nil { classesText = cursor.text(from: start) }
  }

  private mutating func readModalities(
    _ cursor: inout JSONCursor, _ row: inout Prediction
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    if !modalitiesText.isEmpty, cursor.consume(text: modalitiesText) {
      row.modalities = modalities
      return nil
    }
    let start = cursor.offset
    var values: [Modality] = []
    for name in try strings(&cursor) {
      guard let modality = Modality(rawValue: name) else {
        return .unknownName(name, known: Modality.allCases.map(\.rawValue))
      }
      values.append(modality)
    }
    modalities = values
    modalitiesText = cursor.text(from: start)
    row.modalities = values
    return nil
  }

  private func readPolicy(
    _ cursor: inout JSONCursor, _ header: inout Header
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    var policy = InputPolicy.honest
    var seen: Set<String> = []
    var unknown: String?
    try cursor.object { name, cursor throws(JSONCursorError) in
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
}

extension JSONCursor {
  /// The bytes from `start` to here.
  fileprivate func text(from start: Int) -> [UInt8] { Array(bytes[start..<offset]) }

  /// Reads `text` if these very bytes come next.
  fileprivate mutating func consume(text: [UInt8]) -> Bool {
    _ = peek()
    guard !text.isEmpty, offset + text.count <= bytes.count else { return false }
    let end = offset + text.count
    guard bytes[offset..<end].elementsEqual(text) else { return false }
    advance(to: end)
    return true
  }
}
