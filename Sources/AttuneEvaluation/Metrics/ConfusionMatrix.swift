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

  /// The matrix of rows that are known to be labelled.
  init(_ rows: LabelledRows, classes: [String]) {
    var counts = [Int](repeating: 0, count: classes.count * classes.count)
    for cell in rows.cells { counts[Int(cell)] += 1 }
    self.init(unchecked: classes, flat: counts[...])
  }

  /// The matrix of `[K × K]` counts, the true class first.
  init(unchecked classes: [String], flat counts: ArraySlice<Int>) {
    self.init(
      unchecked: classes,
      counts: classes.indices.map { row in
        Array(counts.dropFirst(row * classes.count).prefix(classes.count))
      })
  }

  private init(unchecked classes: [String], counts: [[Int]]) {
    (self.classes, self.counts) = (classes, counts)
  }
}
