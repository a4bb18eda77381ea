import AttuneCore

/// A broken rule of the schema: the JSON key and what is wrong with its value.
struct PredictionTableViolation: Error {
  let key: String?
  let problem: PredictionTableError.Problem

  init(_ key: String?, _ problem: PredictionTableError.Problem) {
    self.key = key
    self.problem = problem
  }
}

extension PredictionTable {
  /// How far a sum of probabilities may be from 1.
  static let sumTolerance = 1e-3

  /// Checks every rule of the schema.
  ///
  /// - Parameter name: Stands for the file in the error.
  /// - Throws: ``PredictionTableError`` of the first broken rule; its line is the row's position.
  public func validate(name: String) throws(PredictionTableError) {
    guard !rows.isEmpty else { throw PredictionTableError(name, .empty) }
    let names = Set(classes)
    guard !classes.isEmpty, names.count == classes.count, !names.contains("") else {
      throw PredictionTableError(name, line: 1, key: "classes", .invalidClasses)
    }
    if let numFolds, numFolds < 2 {
      throw PredictionTableError(name, line: 1, key: "out_of_fold", .tooFewFolds(numFolds))
    }
    if let labelMap, !labelMap.isValid {
      throw PredictionTableError(name, line: 1, key: "label_map", .invalidLabelMap)
    }
    let isClass = rows.labels.all.map(names.contains)
    for row in rows.indices {
      do throws(PredictionTableViolation) {
        try check(row, isClass: isClass)
      } catch {
        throw PredictionTableError(name, line: row + 1, key: error.key, error.problem)
      }
    }
    if let (row, first) = firstRepeatedRow() {
      let key = TurnKey(rows[row])
      throw PredictionTableError(name, line: row + 1, .duplicateRow(key, firstLine: first + 1))
    }
  }

  /// - Parameter isClass: For each different label of the rows, whether it is a class.
  private func check(_ row: Int, isClass: [Bool]) throws(PredictionTableViolation) {
    if !rows.misfits.isEmpty, let misfit = rows.misfits[row] { return try check(misfit) }
    let label = rows.labelCodes[row]
    if label >= 0, !isClass[Int(label)] {
      throw PredictionTableViolation("label", .unknownName(rows.labels[label], known: classes))
    }
    let width = rows.numClasses
    guard width == classes.count else {
      throw PredictionTableViolation(
        "probabilities", .wrongLength(expected: classes.count, found: width))
    }
    let numbers = row * width..<(row + 1) * width
    if !rows.logits.isEmpty, !rows.logits[numbers.lowerBound].isNaN {
      try checkFinite(rows.logits[numbers], key: "logits")
    }
    try checkDistribution(rows.probabilities[numbers])
    let hidden = row * rows.hiddenSize..<(row + 1) * rows.hiddenSize
    if !rows.hidden.isEmpty, !rows.hidden[hidden.lowerBound].isNaN {
      try checkFinite(rows.hidden[hidden], key: "hidden")
    }
    for (code, column) in rows.attributeColumns.enumerated()
    where column.number(at: row).isInfinite {
      throw PredictionTableViolation(
        "attributes.\(rows.attributeNames[Int32(code)])", .notFinite(index: 0))
    }
  }

  /// A row that did not fit into the columns.
  private func check(_ row: Prediction) throws(PredictionTableViolation) {
    if let emotion = row.emotion, !classes.contains(emotion) {
      throw PredictionTableViolation("label", .unknownName(emotion, known: classes))
    }
    for (key, values) in [("logits", row.logits), ("probabilities", row.probabilities)] {
      guard let values else { continue }
      guard values.count == classes.count else {
        throw PredictionTableViolation(
          key, .wrongLength(expected: classes.count, found: values.count))
      }
      try checkFinite(values[...], key: key)
    }
    try checkDistribution(row.probabilities[...])
    if let hidden = row.hidden {
      guard !hidden.isEmpty else {
        throw PredictionTableViolation("hidden", .wrongKind(expected: "one number or more"))
      }
      guard rows.hiddenSize == 0 || hidden.count == rows.hiddenSize else {
        throw PredictionTableViolation(
          "hidden", .differentLength(expected: rows.hiddenSize, found: hidden.count))
      }
      try checkFinite(hidden[...], key: "hidden")
    }
    for (name, value) in row.attributes.sorted(by: { $0.key < $1.key }) {
      guard case .number(let number) = value, !number.isFinite else { continue }
      throw PredictionTableViolation("attributes.\(name)", .notFinite(index: 0))
    }
    throw PredictionTableViolation(
      "probabilities", .wrongLength(expected: classes.count, found: rows.numClasses))
  }

  private func checkFinite(
    _ values: ArraySlice<Float>, key: String
  ) throws(PredictionTableViolation) {
    for index in values.indices where !values[index].isFinite {
      throw PredictionTableViolation(key, .notFinite(index: index - values.startIndex))
    }
  }

  private func checkDistribution(_ values: ArraySlice<Float>) throws(PredictionTableViolation) {
    try checkFinite(values, key: "probabilities")
    var sum = 0.0
    for index in values.indices {
      let value = values[index]
      guard value >= 0, value <= 1 + Float(Self.sumTolerance) else {
        throw PredictionTableViolation(
          "probabilities", .outOfRange(index: index - values.startIndex, value: value))
      }
      sum += Double(value)
    }
    guard abs(sum - 1) <= Self.sumTolerance else {
      throw PredictionTableViolation("probabilities", .wrongSum(sum))
    }
  }

  /// The first row whose conversation and turn an earlier row has, and that row.
  private func firstRepeatedRow() -> (row: Int, first: Int)? {
    var seen = PairTable(capacity: rows.count)
    for row in rows.indices {
      let pair = PairTable.pair(rows.conversationIndices[row], rows.turnIndices[row])
      if let first = seen.insert(pair, position: row) { return (row, first) }
    }
    return nil
  }
}

extension LabelMapReference {
  fileprivate var isValid: Bool {
    let digits = sha256.utf8
    return !name.isEmpty && digits.count == 64
      && digits.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
