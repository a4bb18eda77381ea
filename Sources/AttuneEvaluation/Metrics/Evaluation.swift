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

  /// What metadata alone score on the same rows.
  public struct MetadataScores: Codable, Sendable, Hashable {
    /// What it was fitted on, and which attributes it looks at.
    public let fit: MetadataBaseline.Fit
    /// What its answers score.
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
  /// What metadata alone score, or `nil` where it was not fitted.
  public internal(set) var metadataBaseline: MetadataScores?
  /// Precision, recall and F1 of each class, in class order.
  public internal(set) var perClass: [ClassScores]
  /// The counts that everything comes from.
  public let confusionMatrix: ConfusionMatrix
  /// The figures that need probabilities, or `nil` where only the answers are known.
  public internal(set) var probabilityScores: ProbabilityScores?
  /// Whether answers are right as often as they are sure, or `nil` where only the answers are known.
  public internal(set) var calibration: Calibration?
  /// Where the figures may lie, or `nil` where nothing was resampled.
  public internal(set) var intervals: ScoreIntervals?
  /// Scores of the groups that each attribute makes; empty where no attribute is known.
  public internal(set) var breakdowns: [Breakdown] = []
  /// Other models to beat, compared on the rows that they have in common.
  public internal(set) var baselines: [PairedComparison] = []
  /// For the test split, whether it scores as the validation split does; `nil` where that was not
  /// compared.
  public internal(set) var drift: SplitDrift?
  /// What could not stand beside the scores, and why: a sentence each.
  public internal(set) var notes: [String] = []
  /// What the table scores under each known label map, where it has the annotation's words.
  public internal(set) var labelMapScores: [LabelMapScores] = []
  /// The map that made the classes of an annotation's words, or `nil` where it is unknown.
  public internal(set) var labelMap: LabelMapReference?

  /// Evaluates a table; the answer of a row is its most probable class, the first of equals.
  ///
  /// - Parameters:
  ///   - curves: The table's curves where they are known already, which spares their computation.
  ///   - metadata: What metadata alone tell, fitted on another split, to be scored beside the model.
  ///   - resampling: How the intervals are found; none are computed without.
  /// - Throws: ``EvaluationError`` if the table breaks its schema, no row has a label, or `metadata`
  ///   know other classes.
  public init(
    _ table: PredictionTable, curves: EvaluationCurves? = nil, metadata: MetadataBaseline? = nil,
    resampling: Resampling? = nil
  ) throws(EvaluationError) {
    let rows = try table.labelledRows()
    var counts = [Int](repeating: 0, count: 16)
    for row in rows.rows { counts[Int(table.rows.modalityBits[row])] += 1 }
    var modalityCounts: [String: Int] = [:]
    for modality in Modality.allCases {
      modalityCounts[modality.rawValue] =
        counts.indices.reduce(0) { $0 + (UInt8($1) & modality.bit != 0 ? counts[$1] : 0) }
    }
    self.init(
      ConfusionMatrix(rows, classes: table.classes), model: table.model, split: table.split,
      run: table.run, inputs: table.inputs, numUnlabelled: table.rows.count - rows.count,
      modalityCounts: modalityCounts)
    let curves = curves ?? EvaluationCurves(rows, of: table)
    let calibration = Calibration(RankedRows(confidencesOf: rows, in: table))
    let losses = RowLosses(rows, of: table)
    self.calibration = calibration
    probabilityScores = ProbabilityScores(losses, calibration, curves)
    for (index, curve) in curves.classes.enumerated() where index < perClass.count {
      perClass[index].areaUnderROC = curve.areaUnderROC
      perClass[index].averagePrecision = curve.averagePrecision
    }
    if let metadata {
      let answers = LabelledRows(try metadata.predictions(for: table))
      metadataBaseline = MetadataScores(
        fit: metadata.fit, scores: ConfusionMatrix(answers, classes: table.classes).scores)
    }
    breakdowns = Breakdown.all(rows, of: table, resampling)
    labelMap = table.labelMap
    if let resampling {
      intervals = ScoreIntervals(rows, classes: table.classes, losses: losses, resampling)
    }
  }

  /// Compares the model with tables of other models that it should beat, each the first of its pair.
  ///
  /// - Throws: ``EvaluationError`` if a table cannot be compared.
  mutating func compare(
    _ table: PredictionTable, withBaselines others: [PredictionTable], _ resampling: Resampling
  ) throws(EvaluationError) {
    var pairs: [PairedComparison] = []
    for other in others { pairs.append(try PairedComparison(other, table, resampling)) }
    baselines = PairedComparison.corrected(pairs)
  }

  /// Compares the model's test split with its validation split.
  ///
  /// - Throws: ``EvaluationError`` if the tables cannot be compared.
  mutating func compare(
    test: PredictionTable, withValidation validation: PredictionTable, _ resampling: Resampling
  ) throws(EvaluationError) {
    drift = try SplitDrift(validation: validation, test: test, resampling)
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
