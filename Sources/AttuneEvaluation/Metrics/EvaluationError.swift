/// Why nothing can be evaluated.
public enum EvaluationError: Error, Hashable, Sendable {
  /// The table breaks a rule of its schema.
  case invalidTable(PredictionTableError)
  /// No row of the table has a label.
  case noLabels(model: String, numRows: Int)
  /// The counts are no confusion matrix; the text says why.
  case invalidConfusionMatrix(String)
}

extension EvaluationError: CustomStringConvertible {
  /// One line.
  public var description: String {
    switch self {
    case .invalidTable(let error): error.description
    case .noLabels(let model, let numRows):
      "model \"\(model)\": none of its \(numRows) rows has a label, so there is nothing to score"
    case .invalidConfusionMatrix(let reason): "no confusion matrix: \(reason)"
    }
  }
}
