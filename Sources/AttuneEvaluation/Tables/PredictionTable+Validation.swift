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

/// The rules that hold for rows on disk and in memory alike.
struct PredictionTableRules {
  /// How far a sum of probabilities may be from 1.
  static let sumTolerance = 1e-3

  let classes: [String]
  private let classNames: Set<String>
  private var lines: [TurnKey: Int] = [:]

  init(classes: [String], capacity: Int = 0) throws(PredictionTableViolation) {
    self.classes = classes
    classNames = Set(classes)
    guard !classes.isEmpty, classNames.count == classes.count, !classNames.contains("") else {
      throw PredictionTableViolation("classes", .invalidClasses)
    }
    lines.reserveCapacity(capacity)
  }

  mutating func check(_ row: Prediction, line: Int) throws(PredictionTableViolation) {
    if let emotion = row.emotion, !classNames.contains(emotion) {
      throw PredictionTableViolation("label", .unknownName(emotion, known: classes))
    }
    if let logits = row.logits { try checkNumbers(logits, key: "logits") }
    try checkNumbers(row.probabilities, key: "probabilities")
    var sum = 0.0
    for (index, value) in row.probabilities.enumerated() {
      guard value >= 0, value <= 1 + Float(Self.sumTolerance) else {
        throw PredictionTableViolation("probabilities", .outOfRange(index: index, value: value))
      }
      sum += Double(value)
    }
    guard abs(sum - 1) <= Self.sumTolerance else {
      throw PredictionTableViolation("probabilities", .wrongSum(sum))
    }
    if let firstLine = lines.updateValue(line, forKey: row.turnKey) {
      throw PredictionTableViolation(nil, .duplicateRow(row.turnKey, firstLine: firstLine))
    }
  }

  private func checkNumbers(_ values: [Float], key: String) throws(PredictionTableViolation) {
    guard values.count == classes.count else {
      throw PredictionTableViolation(
        key, .wrongLength(expected: classes.count, found: values.count))
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw PredictionTableViolation(key, .notFinite(index: index))
    }
  }
}

extension PredictionTable {
  /// Checks every rule of the schema on the rows in memory.
  ///
  /// - Parameter name: Stands for the file in the error.
  /// - Throws: ``PredictionTableError`` of the first broken rule; its line is the row's position.
  public func validate(name: String) throws(PredictionTableError) {
    guard !rows.isEmpty else { throw PredictionTableError(name, .empty) }
    var line = 1
    do throws(PredictionTableViolation) {
      var rules = try PredictionTableRules(classes: classes, capacity: rows.count)
      for row in rows {
        try rules.check(row, line: line)
        line += 1
      }
    } catch {
      throw PredictionTableError(name, line: line, key: error.key, error.problem)
    }
  }
}
