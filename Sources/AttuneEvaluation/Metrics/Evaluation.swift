import AttuneCore

/// How good the answers of one prediction table are, beside the best constant answer.
///
/// As JSON the scores stand at the top level (`accuracy`, `unweighted_average_recall`, `macro_f1`,
/// …), the baseline's under `majority_baseline`.
public struct Evaluation: Codable, Sendable, Hashable {
  /// Always answering with the most frequent class of the same rows.
  public struct MajorityBaseline: Codable, Sendable, Hashable {
    /// The most frequent class.
    public let emotion: String
    /// What that answer scores.
    public let scores: Scores
  }

  /// Name of the model.
  public let model: String
  /// The part of the corpus, or `nil` where it is unknown.
  public let split: Split?
  /// What made the predictions, or `nil` where it is unknown.
  public let run: String?
  /// What the model was allowed to see, or `nil` where it is unknown.
  public let inputs: InputPolicy?
  /// Rows with a label: the ones that are scored.
  public let numRows: Int
  /// Rows without a label, left out.
  public let numUnlabelled: Int
  /// Scored rows in which each modality was there, by the modality's name.
  public let modalityCounts: [String: Int]
  /// The figures.
  public let scores: Scores
  /// What the best constant answer scores on the same rows.
  public let majorityBaseline: MajorityBaseline
  /// Precision, recall and F1 of each class, in class order.
  public let perClass: [ClassScores]
  /// The counts that everything comes from.
  public let confusionMatrix: ConfusionMatrix

  /// Evaluates a table; the answer of a row is its most probable class, the first of equals.
  ///
  /// - Throws: ``EvaluationError`` if the table breaks its schema or no row has a label.
  public init(_ table: PredictionTable) throws(EvaluationError) {
    do throws(PredictionTableError) {
      try table.validate(name: "predictions of \(table.model)")
    } catch {
      throw .invalidTable(error)
    }
    let matrix = ConfusionMatrix(valid: table)
    guard matrix.total > 0 else {
      throw .noLabels(model: table.model, numRows: table.rows.count)
    }
    var modalityCounts: [String: Int] = [:]
    for modality in Modality.allCases { modalityCounts[modality.rawValue] = 0 }
    for row in table.rows where row.emotion != nil {
      for modality in row.modalities { modalityCounts[modality.rawValue, default: 0] += 1 }
    }
    self.init(
      matrix, model: table.model, split: table.split, run: table.run, inputs: table.inputs,
      numUnlabelled: table.rows.count - matrix.total, modalityCounts: modalityCounts)
  }

  /// Evaluates counts, for results that are known as a confusion matrix only.
  public init(
    _ matrix: ConfusionMatrix, model: String, split: Split? = nil, run: String? = nil,
    inputs: InputPolicy? = nil, numUnlabelled: Int = 0, modalityCounts: [String: Int] = [:]
  ) {
    self.model = model
    self.split = split
    self.run = run
    self.inputs = inputs
    numRows = matrix.total
    self.numUnlabelled = numUnlabelled
    self.modalityCounts = modalityCounts
    scores = matrix.scores
    let majority = matrix.majorityBaseline
    majorityBaseline = MajorityBaseline(
      emotion: majority.emotion, scores: majority.matrix.scores)
    perClass = matrix.classScores
    confusionMatrix = matrix
  }
}
