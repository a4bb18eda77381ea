import AttuneCore

/// Reads a prediction table from the arrays of an NPZ archive, an element or a row of each a turn.
struct NPZTable {
  private let archive: NPZArchive
  private let classes: [String]
  private let numRows: Int
  private var header = PredictionHeader()

  /// What an array may be called, beside `attribute.<name>`.
  private static let known: Set<String> = [
    "conversation", "turn", "label", "classes", "probabilities", "logits", "hidden", "modalities",
    "model", "split", "run", "out_of_fold",
  ]
  private static let attributePrefix = "attribute."

  /// Reads a table and checks it.
  ///
  /// - Parameters:
  ///   - name: Stands for the file in errors.
  ///   - model: Name of the model where no array gives it.
  /// - Throws: ``PredictionTableError`` naming the array, the row and what is wrong.
  static func read(
    _ bytes: UnsafeRawBufferPointer, name: String, model: String
  ) throws(PredictionTableError) -> PredictionTable {
    var row = 0
    let table: PredictionTable
    do throws(PredictionTableViolation) {
      table = try NPZTable(bytes, model: model).table(&row)
    } catch {
      throw PredictionTableError(name, line: row > 0 ? row : nil, key: error.key, error.problem)
    }
    try table.validate(name: name)
    return table
  }

  private init(_ bytes: UnsafeRawBufferPointer, model: String) throws(PredictionTableViolation) {
    archive = try NPZArchive(bytes)
    for name in archive.names
    where !Self.known.contains(name) && !name.hasPrefix(Self.attributePrefix) {
      throw PredictionTableViolation(name, .unknownKey)
    }
    let names = try NPZColumn("classes", in: archive, numRows: nil)
    var classes: [String] = []
    for index in 0..<names.array.count { classes.append(try names.text(at: index)) }
    self.classes = classes
    numRows = try NPZColumn("conversation", in: archive, numRows: nil).array.count
    header.model = try value("model") ?? model
    header.run = try value("run")
    if let split = try value("split") {
      header.split = Split(rawValue: split)
      guard header.split != nil else {
        throw PredictionTableViolation(
          "split", .unknownName(split, known: Split.allCases.map(\.rawValue)))
      }
    }
    if let folds = try archive.array("out_of_fold") {
      guard folds.count == 1, let count = folds.integers?.first else {
        throw PredictionTableViolation("out_of_fold", .wrongKind(expected: "an integer"))
      }
      header.numFolds = count
    }
  }

  /// The one text of an array that says something of the whole table.
  private func value(_ name: String) throws(PredictionTableViolation) -> String? {
    guard let array = try archive.array(name) else { return nil }
    guard array.count == 1, array.numbers == nil, let text = array.text(at: 0, nil) else {
      throw PredictionTableViolation(name, .wrongKind(expected: "one text"))
    }
    return text
  }

  /// - Parameter row: The row that is being read, from 1, for errors.
  private func table(_ row: inout Int) throws(PredictionTableViolation) -> PredictionTable {
    let conversations = try NPZColumn("conversation", in: archive, numRows: numRows)
    let turns = try NPZColumn("turn", in: archive, numRows: numRows)
    let labels = try NPZColumn("label", in: archive, numRows: numRows)
    let probabilities = try NPZMatrix("probabilities", in: archive, numRows, width: classes.count)
    let logits = try NPZMatrix("logits", in: archive, numRows, width: classes.count)
    let hidden = try NPZMatrix("hidden", in: archive, numRows, width: nil)
    let hasModalities = archive.names.contains("modalities")
    let modalities =
      hasModalities ? try NPZColumn("modalities", in: archive, numRows: numRows) : nil
    var attributes: [(name: String, column: NPZColumn, isText: Bool)] = []
    for name in archive.names where name.hasPrefix(Self.attributePrefix) {
      let column = try NPZColumn(name, in: archive, numRows: numRows, allowsNumbers: true)
      let attribute = String(name.dropFirst(Self.attributePrefix.count))
      attributes.append((attribute, column, TextAttribute.has(attribute)))
    }
    guard probabilities != nil || logits != nil else {
      throw PredictionTableViolation(nil, .noAnswer)
    }
    var rows = PredictionRows(numClasses: classes.count)
    for name in classes { _ = rows.labels.code(of: name) }
    var raw = RawRow()
    for index in 0..<numRows {
      row = index + 1
      raw.reset()
      raw.conversation = rows.conversations.code(of: try conversations.text(at: index))
      raw.turn = rows.turns.code(of: try turns.text(at: index))
      if let label = try label(labels, at: index) { raw.label = rows.labels.code(of: label) }
      raw.hasProbabilities = probabilities?.read(index, into: &raw.probabilities) ?? false
      raw.hasLogits = logits?.read(index, into: &raw.logits) ?? false
      raw.hasHidden = hidden?.read(index, into: &raw.hidden) ?? false
      try raw.completeProbabilities()
      for modality in try Modality.list(modalities?.text(at: index) ?? "") {
        raw.modalities |= modality.bit
      }
      for (name, column, isText) in attributes {
        guard let value = try column.value(at: index, isText: isText) else { continue }
        rows.add(name, value, to: &raw)
      }
      rows.append(raw)
    }
    row = 0
    return PredictionTable(
      classes: classes, model: header.model, split: header.split, run: header.run,
      numFolds: header.numFolds, rows: rows)
  }

  /// The name of a row's class: a text, or the place of the class; nothing for "" and −1.
  private func label(
    _ labels: NPZColumn, at index: Int
  ) throws(PredictionTableViolation) -> String? {
    guard let integers = labels.integers else {
      let text = try labels.text(at: index)
      return text.isEmpty ? nil : text
    }
    if integers[index] == -1 { return nil }
    guard classes.indices.contains(integers[index]) else {
      throw PredictionTableViolation(
        "label", .wrongKind(expected: "0 to \(classes.count - 1), or -1 where it is unknown"))
    }
    return classes[integers[index]]
  }
}
