import AttuneCore

/// What one model says of many conversation turns: the seam between models and everything after.
///
/// On disk a table is a JSON-lines file (`predictions.jsonl`), one line a turn, each line complete in
/// itself, so that tables of other systems are easy to write and to cut:
///
/// | key | value | |
/// |---|---|---|
/// | `conversation`, `turn` | strings, together unique | required |
/// | `label` | name of the true class, `null` where unknown | required |
/// | `classes` | the class names, in the order of the numbers | required |
/// | `logits` | one number a class, before softmax | or `null` |
/// | `probabilities` | one number a class, the sum is 1 to within 0.001 | required |
/// | `modalities` | what was there to see: `audio`, `video`, `text`, `metadata` | required |
/// | `model` | name of the model, as `audio` or `fusion/average` | required |
/// | `split` | `train`, `validation` or `test` | or `null` |
/// | `run` | what made the table | or `null` |
/// | `inputs` | the input policy, an object of seven booleans | or `null` |
///
/// `classes`, `model`, `split`, `run` and `inputs` are the same on every line of a file.
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
  /// One prediction a turn.
  public var rows: [Prediction]

  /// Creates a table; writing it checks the rows.
  public init(
    classes: [String], model: String, split: Split? = nil, run: String? = nil,
    inputs: InputPolicy? = nil, rows: [Prediction]
  ) {
    self.classes = classes
    self.model = model
    self.split = split
    self.run = run
    self.inputs = inputs
    self.rows = rows
  }
}
