import AttuneCore

/// How often each class was predicted for each true class: `counts[truth][prediction]`.
public struct ConfusionMatrix: Codable, Sendable, Hashable {
  /// The class names, in the order of rows and columns.
  public let classes: [String]
  /// `[K][K]`, the true class first, the predicted one second.
  public let counts: [[Int]]

  /// Creates a matrix from counts.
  ///
  /// - Throws: ``EvaluationError/invalidConfusionMatrix(_:)`` unless the counts are `[K][K]`, not
  ///   negative, and the class names differ.
  public init(classes: [String], counts: [[Int]]) throws(EvaluationError) {
    guard !classes.isEmpty, Set(classes).count == classes.count else {
      throw .invalidConfusionMatrix("it needs at least one class, each with its own name")
    }
    guard counts.count == classes.count else {
      throw .invalidConfusionMatrix("\(counts.count) rows for \(classes.count) classes")
    }
    for (name, row) in zip(classes, counts) {
      guard row.count == classes.count else {
        throw .invalidConfusionMatrix(
          "row \"\(name)\" has \(row.count) counts for \(classes.count) classes")
      }
      guard row.allSatisfy({ $0 >= 0 }) else {
        throw .invalidConfusionMatrix("row \"\(name)\" has a negative count")
      }
    }
    self.classes = classes
    self.counts = counts
  }

  /// Reads a matrix and checks its shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      classes: container.decode([String].self, forKey: .classes),
      counts: container.decode([[Int]].self, forKey: .counts))
  }

  /// All counted rows.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// How often each class is true, `[K]`.
  public var supports: [Int] { counts.map { $0.reduce(0, +) } }

  /// How often each class was predicted, `[K]`.
  public var predicted: [Int] {
    classes.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
  }

  /// The matrix of always answering with the most frequent true class, the first of equals.
  public var majorityBaseline: (emotion: String, matrix: ConfusionMatrix) {
    let supports = supports
    let majority = supports.firstIndex(of: supports.max() ?? 0) ?? 0
    let answers = supports.map { support in
      classes.indices.map { $0 == majority ? support : 0 }
    }
    return (classes[majority], ConfusionMatrix(unchecked: classes, counts: answers))
  }

  /// The matrix of a valid table's labelled rows; the answer is the first of the most probable classes.
  init(valid table: PredictionTable) {
    var counts = Array(
      repeating: Array(repeating: 0, count: table.classes.count), count: table.classes.count)
    let indices = Dictionary(
      zip(table.classes, table.classes.indices), uniquingKeysWith: { first, _ in first })
    for row in table.rows {
      guard let emotion = row.emotion, let truth = indices[emotion] else { continue }
      counts[truth][row.answerIndex] += 1
    }
    self.init(unchecked: table.classes, counts: counts)
  }

  private init(unchecked classes: [String], counts: [[Int]]) {
    (self.classes, self.counts) = (classes, counts)
  }
}
