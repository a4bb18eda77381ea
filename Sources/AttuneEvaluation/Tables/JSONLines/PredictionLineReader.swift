import AttuneCore

/// Reads the lines of a prediction table into rows, and holds them to the first line.
struct PredictionLineReader: Sendable {
  /// What the first line says of the whole table.
  private(set) var header = PredictionHeader()
  /// The rows so far.
  private(set) var rows = PredictionRows(numClasses: 0)

  private var isFirstLine = true
  /// The keys of the first line that say something of the whole table.
  private var headerKeys: UInt16 = 0
  private var row = RawRow()
  /// What the current line says of the whole table, where it is spelled as no line before.
  private var line: PredictionHeader?
  /// The values as the first line spells them, by key: equal bytes need not be read again.
  private var spellings = [[UInt8]](repeating: [], count: PredictionKey.allCases.count)
  private var modalitiesSpelling: [UInt8] = []
  private var modalities: UInt8 = 0

  /// Goes on with no rows, but with what the first line said.
  mutating func forgetRows() {
    rows = PredictionRows(numClasses: header.classes.count)
    // Labels of classes get the codes of their classes.
    for name in header.classes { _ = rows.labels.code(of: name) }
  }

  /// Reads one line, without its line break; of the first one only what it says of the whole table,
  /// so that line is read once more.
  ///
  /// - Throws: ``PredictionTableViolation`` if it is no JSON, has other keys or kinds of values than
  ///   a row, or says something else of the whole table than the first line.
  mutating func read(_ bytes: UnsafeRawBufferPointer) throws(PredictionTableViolation) {
    var cursor = JSONCursor(bytes)
    row.reset()
    line = isFirstLine ? header : nil
    var seen: UInt16 = 0
    var guess: PredictionKey? = .conversation
    var current: PredictionKey?
    var violation: PredictionTableViolation?
    do throws(JSONCursorError) {
      try cursor.object { name, cursor throws(JSONCursorError) in
        guard let key = PredictionKey(name, guess: guess) else {
          violation = violation ?? PredictionTableViolation(name.string, .unknownKey)
          return try cursor.skipValue()
        }
        (current, guess) = (key, key.next)
        if seen & key.bit != 0 {
          violation = violation ?? PredictionTableViolation("\(key.name)", .repeatedKey)
        }
        seen |= key.bit
        if let problem = try read(key, &cursor) {
          violation = violation ?? PredictionTableViolation("\(key.name)", problem)
        }
        current = nil
      }
      try cursor.expectEnd()
    } catch {
      switch error {
      case .malformed(let offset, let reason):
        throw PredictionTableViolation(nil, .malformed(byte: offset + 1, reason: reason))
      case .wrongKind(let expected):
        throw PredictionTableViolation(
          current.map { "\($0.name)" }, .wrongKind(expected: expected))
      }
    }
    if let violation { throw violation }
    for key in PredictionKey.required where seen & key.bit == 0 {
      throw PredictionTableViolation("\(key.name)", .missingKey)
    }
    try row.completeProbabilities()
    let keys = seen & PredictionKey.headerBits
    if isFirstLine, let line {
      (header, headerKeys, isFirstLine) = (line, keys, false)
      return forgetRows()
    }
    try compareHeader(keys)
    rows.append(row)
  }

  /// Every line describes the whole table, so all must agree with the first.
  private func compareHeader(_ keys: UInt16) throws(PredictionTableViolation) {
    if line == nil, keys == headerKeys { return }
    var line = line ?? header
    if keys & PredictionKey.split.bit == 0 { line.split = nil }
    if keys & PredictionKey.run.bit == 0 { line.run = nil }
    if keys & PredictionKey.inputs.bit == 0 { line.inputs = nil }
    if keys & PredictionKey.outOfFold.bit == 0 { line.numFolds = nil }
    if keys & PredictionKey.labelMap.bit == 0 { line.labelMap = nil }
    guard let key = line.firstDifference(from: header) else { return }
    throw PredictionTableViolation("\(key.name)", .differsFromFirstLine)
  }

  /// Reads the value of `key`; returns what is wrong with it though it is of the right kind.
  private mutating func read(
    _ key: PredictionKey, _ cursor: inout JSONCursor
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    switch key {
    case .conversation: row.conversation = try cursor.text().code(in: &rows.conversations)
    case .turn: row.turn = try cursor.text().code(in: &rows.turns)
    case .label:
      if !cursor.consume(literal: "null") { row.label = try cursor.text().code(in: &rows.labels) }
    case .probabilities:
      row.hasProbabilities = !cursor.consume(literal: "null")
      if row.hasProbabilities { try readNumbers(&cursor, into: &row.probabilities) }
    case .logits:
      row.hasLogits = !cursor.consume(literal: "null")
      if row.hasLogits { try readNumbers(&cursor, into: &row.logits) }
    case .hidden:
      row.hasHidden = !cursor.consume(literal: "null")
      if row.hasHidden { try readNumbers(&cursor, into: &row.hidden) }
    case .modalities: return try readModalities(&cursor)
    case .attributes:
      if !cursor.consume(literal: "null") { return try readAttributes(&cursor) }
    case .classes, .model, .split, .run, .inputs, .outOfFold, .labelMap:
      if cursor.consume(value: spellings[key.rawValue]) { return nil }
      _ = cursor.peek()
      let start = cursor.offset
      var header = line ?? header
      let problem = try cursor.readHeader(key, into: &header)
      line = header
      if isFirstLine { spellings[key.rawValue] = cursor.bytes(from: start) }
      return problem
    }
    return nil
  }

  private func readNumbers(
    _ cursor: inout JSONCursor, into values: inout [Float]
  ) throws(JSONCursorError) {
    values.removeAll(keepingCapacity: true)
    try cursor.array(of: "an array of numbers") { cursor throws(JSONCursorError) in
      values.append(try cursor.float())
    }
  }

  private mutating func readModalities(
    _ cursor: inout JSONCursor
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    if cursor.consume(value: modalitiesSpelling) {
      row.modalities = modalities
      return nil
    }
    _ = cursor.peek()
    let start = cursor.offset
    var bits: UInt8 = 0
    for name in try cursor.strings() {
      guard let modality = Modality(rawValue: name) else {
        return .unknownName(name, known: Modality.allCases.map(\.rawValue))
      }
      bits |= modality.bit
    }
    (modalities, modalitiesSpelling) = (bits, cursor.bytes(from: start))
    row.modalities = bits
    return nil
  }

  private mutating func readAttributes(
    _ cursor: inout JSONCursor
  ) throws(JSONCursorError) -> PredictionTableError.Problem? {
    var problem: PredictionTableError.Problem?
    try cursor.object { name, cursor throws(JSONCursorError) in
      let column = name.code(in: &rows.attributeNames)
      if row.attributes.contains(where: { $0.column == column }) {
        problem = .repeatedName(name.string)
      }
      if cursor.consume(literal: "null") { return }
      var attribute = RawRow.Attribute(column: column, number: .nan, code: -1)
      if cursor.peek() == UInt8(ascii: "\"") {
        attribute.code = try cursor.text().code(in: &rows.attributeTexts)
      } else {
        let number = try cursor.attributeNumber()
        if TextAttribute.has(name), number.isFinite {
          attribute.code = rows.attributeTexts.code(of: TextAttribute.text(of: number))
        } else {
          attribute.number = number
        }
      }
      row.attributes.append(attribute)
    }
    return problem
  }
}
