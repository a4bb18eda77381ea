import Zip

/// Why a prediction table cannot be read or written.
public struct PredictionTableError: Error, Hashable, Sendable {
  /// What is wrong, with the values that show it.
  public enum Problem: Hashable, Sendable {
    /// The file cannot be read or written; the text is the system's reason.
    case inaccessible(String)
    /// There is no row.
    case empty
    /// The line is no JSON object; `byte` counts from 1 at the start of the line.
    case malformed(byte: Int, reason: String)
    /// The line is no CSV record of the table, or the NPZ archive or an array of it is damaged.
    case malformedRecord(String)
    /// A required key is absent.
    case missingKey
    /// There are neither probabilities nor logits.
    case noAnswer
    /// The key is none of the schema.
    case unknownKey
    /// The key stands twice in the line.
    case repeatedKey
    /// The name stands twice in the object.
    case repeatedName(String)
    /// The value is of another kind.
    case wrongKind(expected: String)
    /// A class has no name, or one that another class has.
    case invalidClasses
    /// The value differs from that of the first line, although it describes the whole table.
    case differsFromFirstLine
    /// There are more or fewer numbers than classes.
    case wrongLength(expected: Int, found: Int)
    /// There are more or fewer numbers than on the lines before.
    case differentLength(expected: Int, found: Int)
    /// The number at `index` is NaN or infinite.
    case notFinite(index: Int)
    /// The probability at `index` is not within 0…1.
    case outOfRange(index: Int, value: Float)
    /// The probabilities sum to something else than 1.
    case wrongSum(Double)
    /// The label or modality or split is none of the known ones.
    case unknownName(String, known: [String])
    /// Predictions out of fold come from at least two folds.
    case tooFewFolds(Int)
    /// A label map has a name and a SHA-256 of 64 lower-case hexadecimal digits.
    case invalidLabelMap
    /// Another row has the same conversation and turn.
    case duplicateRow(TurnKey, firstLine: Int)
  }

  /// Path of the file, or a name for a table in memory.
  public let file: String
  /// Line of the file, of an NPZ archive the row, from 1, or `nil` where the whole file is meant.
  public let line: Int?
  /// The JSON key, column or array, or `nil` where the whole line is meant.
  public let key: String?
  /// What is wrong.
  public let problem: Problem

  init(_ file: String, line: Int? = nil, key: String? = nil, _ problem: Problem) {
    self.file = file
    self.line = line
    self.key = key
    self.problem = problem
  }
}

extension PredictionTableError: CustomStringConvertible {
  /// One line: the file, the line, the key, and what is wrong.
  public var description: String {
    var place = file
    if let line { place += ", \(file.lowercased().hasSuffix(".npz") ? "row" : "line") \(line)" }
    if let key { place += ", \(key)" }
    return ZipError.oneLine("\(place): \(problem)", limit: 4096)
  }
}

extension PredictionTableError.Problem: CustomStringConvertible {
  /// What is wrong, without the place.
  public var description: String {
    switch self {
    case .inaccessible(let reason): reason
    case .empty: "no rows; a prediction table has at least one line"
    case .malformed(let byte, let reason): "no JSON object, \(reason) at byte \(byte)"
    case .malformedRecord(let reason): reason
    case .missingKey: "the key is missing"
    case .noAnswer: "neither probabilities nor logits; give one of the two"
    case .unknownKey: "unknown key; remove it or correct its spelling"
    case .repeatedKey: "the key stands twice"
    case .repeatedName(let name): "\"\(name)\" stands twice"
    case .wrongKind(let expected): "expected \(expected)"
    case .invalidClasses: "needs at least one class, each with its own name"
    case .differsFromFirstLine: "differs from the first line; keep one table in one file"
    case .wrongLength(let expected, let found):
      "\(found) numbers for \(expected) classes"
    case .differentLength(let expected, let found):
      "\(found) numbers, but \(expected) on the lines before"
    case .notFinite(let index): "number \(index + 1) is not finite"
    case .outOfRange(let index, let value): "number \(index + 1) is \(value), not within 0…1"
    case .wrongSum(let sum): "the sum is \(sum), not 1"
    case .unknownName(let name, let known):
      "unknown name \"\(name)\"; known are \(known.joined(separator: ", "))"
    case .tooFewFolds(let count): "\(count) folds; predictions out of fold need at least 2"
    case .invalidLabelMap:
      "needs a name and a sha256 of 64 lower-case hexadecimal digits"
    case .duplicateRow(let key, let firstLine): "\(key) is there already, as number \(firstLine)"
    }
  }
}
