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
  /// The labels of two tables were made by different maps.
  case differentLabelMaps(model: String, map: String, other: String, otherMap: String)
  /// Two tables give the same turn different labels.
  case differentLabels(TurnKey, model: String, label: String, other: String, otherLabel: String)
  /// No row of the first models' tables stands in those of the others, all of the split, which is
  /// `nil` where none says.
  case nothingInCommon(
    models: [String], row: TurnKey, others: [String], otherRow: TurnKey, split: String?)
  /// Rows that are fitted stand in the test split too, this one first.
  case testedOnFitted(TurnKey, numRows: Int)
  /// Fitting was asked for on rows of the train split.
  case fitOnTrainSplit(model: String)
  /// No row has both a label and an answer of every model.
  case nothingToFit(numRows: Int)
  /// All labelled rows are of one conversation, so none can be held out.
  case oneConversation(numRows: Int)
  /// No strategy can be used; the text is why the first one cannot.
  case noStrategy(String)
  /// No row has any of the attributes that the strategy weighs the models by.
  case noAttributes([String])
  /// The strategy was fitted with hidden states of a size that this answer does not have; `found`
  /// is `nil` where it has none.
  case wrongHiddenState(model: String, expected: Int, found: Int?)
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
      "two prediction tables are of model \"\(model)\"; give each model its own name, "
        + "and tables of different splits their \"split\""
    case .invalidTable(let error): error.description
    case .differentClasses(let model, let only, let other, let onlyOther):
      "models \"\(model)\" and \"\(other)\" know different classes"
        + Self.part(" only", model, only) + Self.part(" only", other, onlyOther)
        + "; fuse models of the same classes"
    case .differentSplits(let model, let split, let other, let otherSplit):
      "the rows of \"\(model)\" are of the \(split) split, those of \"\(other)\" of "
        + "\(otherSplit); predict the same split with both"
    case .differentLabelMaps(let model, let map, let other, let otherMap):
      "the labels of \"\(model)\" are of the map \(map), those of \"\(other)\" of \(otherMap) "
        + "with another content; predict with models of the same map"
    case .differentLabels(let key, let model, let label, let other, let otherLabel):
      "\(key): label \"\(label)\" in \"\(model)\", \"\(otherLabel)\" in \"\(other)\"; "
        + "predict both from the same corpus"
    case .nothingInCommon(let models, let row, let others, let otherRow, let split):
      "no row of \(Self.names(models)) (\(row), …) stands in \(Self.names(others)) (\(otherRow), …); "
        + (split == nil
          ? "say in each table its \"split\", and in all tables of a model the same \"model\""
          : "predict the same corpus with all models")
    case .testedOnFitted(let row, let numRows):
      "\(numRows) rows of the test split are among those that are fitted (\(row), …), "
        + "which would flatter every figure; test on others"
    case .fitOnTrainSplit(let model):
      "the rows of \"\(model)\" are of the train split, which the models were trained on; "
        + "fit fusion on predictions of the validation split"
    case .nothingToFit(let numRows):
      "none of \(numRows) rows has both a label and an answer of every model, "
        + "so there is nothing to fit"
    case .oneConversation(let numRows):
      "the \(numRows) labelled rows are of one conversation, so no strategy can be judged on others"
    case .noStrategy(let reason): "no strategy can be used: \(reason)"
    case .noAttributes(let names):
      "no row has an attribute to weigh the models by; the tables need one of "
        + names.joined(separator: ", ")
    case .wrongHiddenState(let model, let expected, let found):
      "model \"\(model)\" gives \(found.map { "a hidden state of \($0) numbers" } ?? "no hidden state")"
        + ", but the fusion was fitted with \(expected); predict with the run that was fused"
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

  private static func names(_ models: [String]) -> String {
    models.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  private static func part(_ word: String, _ model: String, _ classes: [String]) -> String {
    if classes.isEmpty { return "" }
    return ",\(word) \"\(model)\" has \(classes.joined(separator: ", "))"
  }
}
