/// The rows of a table that can be scored, those with a label, as plain numbers.
struct LabelledRows: Sendable {
  /// Classes: `K`.
  let numClasses: Int
  /// Position of each row in the table.
  private(set) var rows: [Int] = []
  /// The true class of each row.
  private(set) var truths: [Int32] = []
  /// The most probable class of each row.
  private(set) var answers: [Int32] = []
  /// The conversation of each row, as the table numbers them.
  private(set) var conversations: [Int32] = []

  /// Takes the labelled rows of a valid table.
  init(_ table: PredictionTable) {
    numClasses = table.classes.count
    let labels = table.labelIndices
    let answers = table.answerIndices
    for row in labels.indices where labels[row] >= 0 {
      rows.append(row)
      truths.append(labels[row])
      self.answers.append(answers[row])
      conversations.append(table.rows.conversationIndices[row])
    }
  }

  var count: Int { truths.count }

  /// `truth × K + answer` of each row.
  var cells: [Int32] {
    zip(truths, answers).map { $0 * Int32(numClasses) + $1 }
  }
}

extension PredictionTable {
  /// The rows that can be scored.
  ///
  /// - Throws: ``EvaluationError`` if the table breaks its schema or no row has a label.
  func labelledRows() throws(EvaluationError) -> LabelledRows {
    try check()
    let labelled = LabelledRows(self)
    guard labelled.count > 0 else { throw .noLabels(model: model, numRows: rows.count) }
    return labelled
  }

  /// Checks every rule of the schema.
  ///
  /// - Throws: ``EvaluationError/invalidTable(_:)`` if one is broken.
  func check() throws(EvaluationError) {
    do throws(PredictionTableError) {
      try validate(name: "predictions of \(model)")
    } catch {
      throw .invalidTable(error)
    }
  }
}
