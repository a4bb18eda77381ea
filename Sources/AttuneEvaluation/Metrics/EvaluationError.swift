/// Why nothing can be evaluated.
public enum EvaluationError: Error, Hashable, Sendable {
  /// The table breaks a rule of its schema.
  case invalidTable(PredictionTableError)
  /// No row of the table has a label.
  case noLabels(model: String, numRows: Int)
  /// The counts are no confusion matrix; the text says why.
  case invalidConfusionMatrix(String)
  /// Fewer tables than a comparison needs; the text says of what.
  case tooFewTables(String)
  /// Two tables know different classes; each list is what the other lacks.
  case differentClasses(model: String, only: [String], other: String, onlyOther: [String])
  /// Two tables give the same turn different labels.
  case differentLabels(TurnKey, model: String, label: String, other: String, otherLabel: String)
  /// No labelled row stands in every table.
  case nothingInCommon(models: [String])
}

extension EvaluationError: CustomStringConvertible {
  /// One line.
  public var description: String {
    switch self {
    case .invalidTable(let error): error.description
    case .noLabels(let model, let numRows):
      "model \"\(model)\": none of its \(numRows) rows has a label, so there is nothing to score"
    case .invalidConfusionMatrix(let reason): "no confusion matrix: \(reason)"
    case .tooFewTables(let what): what
    case .differentClasses(let model, let only, let other, let onlyOther):
      "\"\(model)\" and \"\(other)\" know different classes"
        + Self.part(model, only) + Self.part(other, onlyOther)
        + "; compare models of the same classes"
    case .differentLabels(let key, let model, let label, let other, let otherLabel):
      "\(key): label \"\(label)\" in \"\(model)\", \"\(otherLabel)\" in \"\(other)\"; "
        + "predict both from the same corpus"
    case .nothingInCommon(let models):
      "no labelled row stands in all tables (\(models.joined(separator: ", "))); "
        + "predict the same split with all models"
    }
  }

  private static func part(_ model: String, _ classes: [String]) -> String {
    classes.isEmpty ? "" : ", only \"\(model)\" has \(classes.joined(separator: ", "))"
  }
}
