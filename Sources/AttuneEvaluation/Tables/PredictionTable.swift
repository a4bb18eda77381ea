import AttuneCore

/// What one model says of many conversation turns: the seam between models and everything after.
///
/// On disk a table is a JSON-lines file (`predictions.jsonl`), one line a turn, each line complete in
/// itself, so that tables of other systems are easy to write and to cut. `docs/prediction-tables.md`
/// has its keys; CSV and NPZ files are read too.
public struct PredictionTable: Sendable, Hashable {
  /// The class names, in the order of logits and probabilities.
  public var classes: [String]
  /// Name of the model, as `audio` or `fusion/average`.
  public var model: String
  /// The part of the corpus that the rows come from, or `nil` where it is unknown.
  public var split: Split?
  /// What made the table, or `nil` where it is unknown.
  public var run: String?
  /// What the model was allowed to see, or `nil` where it is unknown.
  public var inputs: InputPolicy?
  /// How many folds the rows were predicted in, each by a model that was not trained on it; `nil`
  /// where one model predicted all rows.
  public var numFolds: Int?
  /// The map that made the classes of an annotation's words, or `nil` where it is unknown.
  public var labelMap: LabelMapReference?
  /// One prediction a turn.
  public var rows: PredictionRows

  /// Creates a table; writing it checks the rows.
  public init(
    classes: [String], model: String, split: Split? = nil, run: String? = nil,
    inputs: InputPolicy? = nil, numFolds: Int? = nil, labelMap: LabelMapReference? = nil,
    rows: PredictionRows
  ) {
    self.classes = classes
    self.model = model
    self.split = split
    self.run = run
    self.inputs = inputs
    self.numFolds = numFolds
    self.labelMap = labelMap
    self.rows = rows
  }

  /// Creates a table of rows that are not stored by column yet.
  public init(
    classes: [String], model: String, split: Split? = nil, run: String? = nil,
    inputs: InputPolicy? = nil, numFolds: Int? = nil, labelMap: LabelMapReference? = nil,
    rows: [Prediction]
  ) {
    self.init(
      classes: classes, model: model, split: split, run: run, inputs: inputs, numFolds: numFolds,
      labelMap: labelMap, rows: PredictionRows(rows))
  }
}

extension PredictionTable {
  /// `[rows]`, the class of each row's label, −1 where it has none that is a class.
  public var labelIndices: [Int32] {
    let indices = Dictionary(zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
    let known = rows.labels.all.map { indices[$0].map(Int32.init) ?? -1 }
    return rows.labelCodes.map { $0 < 0 ? -1 : known[Int($0)] }
  }

  /// `[rows]`, the most probable class of each row, the first of equals.
  public var answerIndices: [Int32] {
    let numClasses = rows.numClasses
    guard numClasses > 0 else { return [] }
    return rows.probabilities.withUnsafeBufferPointer { values in
      (0..<rows.count).map { row in
        var best = 0
        for index in 1..<max(numClasses, 1)
        where values[row * numClasses + index] > values[row * numClasses + best] { best = index }
        return Int32(best)
      }
    }
  }
}
