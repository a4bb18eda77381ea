import AttuneEvaluation

/// Why models cannot be fused.
public enum FusionError: Error, Hashable, Sendable {
  /// Fewer than two tables.
  case tooFewTables(Int)
  /// Two tables are of models with the same name.
  case repeatedModel(String)
  /// A table breaks a rule of its schema.
  case invalidTable(PredictionTableError)
  /// The classes of two models are not the same set; each list is what the other lacks.
  case differentClasses(model: String, only: [String], other: String, onlyOther: [String])
  /// Two models were given rows of different splits.
  case differentSplits(model: String, split: String, other: String, otherSplit: String)
  /// Two tables give the same turn different labels.
  case differentLabels(TurnKey, model: String, label: String, other: String, otherLabel: String)
  /// No row of the model stands in any other table.
  case nothingInCommon(model: String, row: TurnKey, other: String, otherRow: TurnKey)
  /// Fitting was asked for on rows of the train split.
  case fitOnTrainSplit(model: String)
  /// No row has both a label and an answer of every model.
  case nothingToFit(numRows: Int)
  /// The models to combine are others than the fusion was made for.
  case unknownModel(String, known: [String])
  /// No model is there.
  case noModel(known: [String])
  /// A model gave a distribution of another length, or none at all.
  case invalidProbabilities(model: String, reason: String)
  /// The parts of a fusion do not fit together; the text says how.
  case invalidFusion(String)
  /// A saved fusion cannot be read or written.
  case invalidFile(path: String, reason: String)
}

extension FusionError: CustomStringConvertible {
  /// One line: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooFewTables(let count):
      "fusion needs at least two prediction tables, got \(count)"
    case .repeatedModel(let model):
      "two prediction tables are of model \"\(model)\"; give each model its own name"
    case .invalidTable(let error): error.description
    case .differentClasses(let model, let only, let other, let onlyOther):
      "models \"\(model)\" and \"\(other)\" know different classes"
        + Self.part(" only", model, only) + Self.part(" only", other, onlyOther)
        + "; fuse models of the same classes"
    case .differentSplits(let model, let split, let other, let otherSplit):
      "the rows of \"\(model)\" are of the \(split) split, those of \"\(other)\" of "
        + "\(otherSplit); predict the same split with both"
    case .differentLabels(let key, let model, let label, let other, let otherLabel):
      "\(key): label \"\(label)\" in \"\(model)\", \"\(otherLabel)\" in \"\(other)\"; "
        + "predict both from the same corpus"
    case .nothingInCommon(let model, let row, let other, let otherRow):
      "no row of \"\(model)\" (\(row), …) stands in another table "
        + "(\"\(other)\": \(otherRow), …); predict the same corpus with all models"
    case .fitOnTrainSplit(let model):
      "the rows of \"\(model)\" are of the train split, which the models were trained on; "
        + "fit fusion on predictions of the validation split"
    case .nothingToFit(let numRows):
      "none of \(numRows) rows has both a label and an answer of every model, "
        + "so there is nothing to fit"
    case .unknownModel(let model, let known):
      "unknown model \"\(model)\"; the fusion is of \(known.joined(separator: ", "))"
    case .noModel(let known):
      "no model's answer to fuse; at least one is needed of \(known.joined(separator: ", "))"
    case .invalidProbabilities(let model, let reason):
      "probabilities of model \"\(model)\": \(reason)"
    case .invalidFusion(let reason): "no fusion: \(reason)"
    case .invalidFile(let path, let reason): "\(path): \(reason)"
    }
  }

  private static func part(_ word: String, _ model: String, _ classes: [String]) -> String {
    if classes.isEmpty { return "" }
    return ",\(word) \"\(model)\" has \(classes.joined(separator: ", "))"
  }
}
