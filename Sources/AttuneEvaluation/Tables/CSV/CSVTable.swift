import AttuneCore

/// Reads a prediction table from CSV: a record of column names, then a record a row.
struct CSVTable {
  private let columns: [CSVColumn]
  private let names: [String]
  private let classes: [String]
  private var header = PredictionHeader()
  private var rows = PredictionRows(numClasses: 0)
  /// The line of each row.
  private var lines: [Int] = []

  /// Reads a table and checks it.
  ///
  /// - Parameters:
  ///   - name: Stands for the file in errors.
  ///   - model: Name of the model where no column gives it.
  /// - Throws: ``PredictionTableError`` naming the line, the column and what is wrong.
  static func read(
    _ bytes: UnsafeRawBufferPointer, name: String, model: String
  ) throws(PredictionTableError) -> PredictionTable {
    var records = CSVRecords(bytes)
    let table: CSVTable
    do throws(PredictionTableViolation) {
      guard let first = try records.next() else { throw PredictionTableViolation(nil, .empty) }
      var reading = try CSVTable(columns: first, model: model)
      while let fields = try records.next() { try reading.add(fields, line: records.line) }
      table = reading
    } catch {
      let line = error.problem == .empty ? nil : max(1, records.line)
      throw PredictionTableError(name, line: line, key: error.key, error.problem)
    }
    let result = PredictionTable(
      classes: table.classes, model: table.header.model, split: table.header.split,
      run: table.header.run, rows: table.rows)
    do throws(PredictionTableError) {
      try result.validate(name: name)
    } catch {
      throw error.movingLines { table.lines[$0 - 1] }
    }
    return result
  }

  private init(columns names: [String], model: String) throws(PredictionTableViolation) {
    var columns: [CSVColumn] = []
    for name in names {
      guard let column = CSVColumn(name) else { throw PredictionTableViolation(name, .unknownKey) }
      guard !columns.contains(column) else { throw PredictionTableViolation(name, .repeatedKey) }
      columns.append(column)
    }
    for (name, column) in [
      ("conversation", CSVColumn.conversation), ("turn", .turn), ("label", .label),
    ] where !columns.contains(column) {
      throw PredictionTableViolation(name, .missingKey)
    }
    let probabilities = columns.compactMap { column -> String? in
      if case .probability(let emotion) = column { emotion } else { nil }
    }
    let logits = columns.compactMap { column -> String? in
      if case .logit(let emotion) = column { emotion } else { nil }
    }
    classes = probabilities.isEmpty ? logits : probabilities
    guard !classes.isEmpty else {
      throw PredictionTableViolation("p_<class> or logit:<class>", .missingKey)
    }
    guard logits.isEmpty || logits == classes else {
      throw PredictionTableViolation(
        "logit:<class>", .wrongKind(expected: "the classes of p_<class>"))
    }
    (self.columns, self.names) = (columns, names)
    header.model = model
    rows = PredictionRows(numClasses: classes.count)
  }

  private mutating func add(_ fields: [String], line: Int) throws(PredictionTableViolation) {
    guard fields.count == columns.count else {
      throw PredictionTableViolation(
        nil, .malformedRecord("\(fields.count) fields for \(columns.count) columns"))
    }
    var row = Prediction(conversation: "", turn: "", probabilities: [], modalities: [])
    var logits: [Float] = []
    var header = header
    for (index, field) in fields.enumerated() {
      let key = names[index]
      switch columns[index] {
      case .conversation: row.conversation = field
      case .turn: row.turn = field
      case .label: row.emotion = field.isEmpty ? nil : field
      case .probability: if !field.isEmpty { row.probabilities.append(try number(field, key)) }
      case .logit: if !field.isEmpty { logits.append(try number(field, key)) }
      case .modalities: row.modalities = try Modality.list(field)
      case .model: header.model = field
      case .run: header.run = field.isEmpty ? nil : field
      case .split:
        header.split = Split(rawValue: field)
        if header.split == nil, !field.isEmpty {
          throw PredictionTableViolation(
            key, .unknownName(field, known: Split.allCases.map(\.rawValue)))
        }
      case .attribute(let name, let isText):
        if !isText, let number = Double(field) {
          row.attributes[name] = .number(number)
        } else if !field.isEmpty {
          row.attributes[name] = .text(field)
        }
      }
    }
    for (key, count) in [("logits", logits.count), ("probabilities", row.probabilities.count)]
    where count != 0 && count != classes.count {
      throw PredictionTableViolation(key, .wrongLength(expected: classes.count, found: count))
    }
    row.logits = logits.isEmpty ? nil : logits
    if row.probabilities.isEmpty {
      guard row.logits != nil else { throw PredictionTableViolation(nil, .noAnswer) }
      row.probabilities = logits.softmax
    }
    if let key = lines.isEmpty ? nil : header.firstDifference(from: self.header) {
      throw PredictionTableViolation("\(key.name)", .differsFromFirstLine)
    }
    self.header = header
    rows.append(row)
    lines.append(line)
  }

  private func number(_ field: String, _ key: String) throws(PredictionTableViolation) -> Float {
    guard let number = Float(field) else {
      throw PredictionTableViolation(key, .wrongKind(expected: "a number"))
    }
    return number
  }
}

extension PredictionTableError {
  /// The same error with lines of another numbering.
  func movingLines(_ place: (Int) -> Int) -> PredictionTableError {
    var problem = problem
    if case .duplicateRow(let key, let firstLine) = problem {
      problem = .duplicateRow(key, firstLine: place(firstLine))
    }
    return PredictionTableError(file, line: line.map(place), key: key, problem)
  }
}
