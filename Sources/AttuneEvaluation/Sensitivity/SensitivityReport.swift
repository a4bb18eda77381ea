import AttuneCore

/// How a model's answers depend on its inputs: what happens as these are taken away, exchanged or
/// made worse.
public struct SensitivityReport: Codable, Sendable {
  /// What the answers score.
  public struct Figures: Codable, Sendable {
    /// Correct answers ÷ all.
    public var accuracy: Double
    /// Mean recall of the classes that occur.
    public var unweightedAverageRecall: Double
    /// Mean F1 of the classes that occur or are answered.
    public var macroF1: Double
    /// These figures less those of the inputs as they are, over the same conversations; `nil` for
    /// the latter.
    public var changes: [ScoreDifference]?

    enum CodingKeys: String, CodingKey {
      case accuracy
      case unweightedAverageRecall = "unweighted_average_recall"
      case macroF1 = "macro_f1"
      case changes
    }

    /// The change of one figure.
    public func change(of score: ComparedScore) -> ScoreDifference? {
      changes?.first { $0.score == score }
    }

    /// Scores the inputs as they are.
    public init(_ table: PredictionTable) throws(EvaluationError) {
      let scores = try ConfusionMatrix(table.labelledRows(), classes: table.classes).scores
      accuracy = scores.accuracy
      unweightedAverageRecall = scores.unweightedAverageRecall
      macroF1 = scores.macroF1
    }

    /// Scores changed inputs beside those as they are.
    public init(
      _ table: PredictionTable, against unchanged: PredictionTable, _ resampling: Resampling
    ) throws(EvaluationError) {
      try self.init(table)
      changes = try PairedComparison(unchanged, table, resampling).differences
    }
  }

  /// A row of the modality matrix.
  public struct Subset: Codable, Sendable {
    /// What was left for the model to perceive.
    public var modalities: [Modality]
    /// What it scored with that.
    public var figures: Figures

    /// Names a subset and its figures.
    public init(modalities: [Modality], figures: Figures) {
      (self.modalities, self.figures) = (modalities, figures)
    }
  }

  /// What happened as one part was taken from other conversations.
  public struct Exchange: Codable, Sendable {
    /// The part.
    public var part: InputPart
    /// Conversations that have the part, or something of it.
    public var numConversations: Int
    /// Of those, the share whose answer changed, mean over the repetitions, 0…1.
    public var changedAnswers: Double
    /// Of those, the mean total variation distance between the distributions before and after, 0…1.
    public var distance: Double
    /// Accuracy that was lost over all conversations, one number a repetition: the permutation
    /// importance (Breiman 2001).
    public var accuracyLosses: [Double]
    /// Macro-F1 that was lost, one number a repetition.
    public var macroF1Losses: [Double]
    /// What the model scored with the part taken away.
    public var without: Figures
    /// What the run's configuration scored that was trained again without the part, where it was.
    public var retrained: Figures?

    enum CodingKeys: String, CodingKey {
      case part
      case numConversations = "num_conversations"
      case changedAnswers = "changed_answers"
      case distance
      case accuracyLosses = "accuracy_losses"
      case macroF1Losses = "macro_f1_losses"
      case without, retrained
    }

    /// Names a part and what was found of it.
    public init(
      part: InputPart, numConversations: Int, changedAnswers: Double, distance: Double,
      accuracyLosses: [Double], macroF1Losses: [Double], without: Figures
    ) {
      self.part = part
      self.numConversations = numConversations
      self.changedAnswers = changedAnswers
      self.distance = distance
      self.accuracyLosses = accuracyLosses
      self.macroF1Losses = macroF1Losses
      self.without = without
    }
  }

  /// A part that tells the label by itself.
  public struct Leak: Codable, Sendable {
    /// The part.
    public var part: InputPart
    /// One line of the leak audit: what, where, what to do.
    public var message: String

    /// Names a part and what was found of it.
    public init(part: InputPart, message: String) {
      (self.part, self.message) = (part, message)
    }
  }

  /// A robustness curve.
  public struct Curve: Codable, Sendable {
    /// A point of the curve.
    public struct Point: Codable, Sendable {
      /// As ``Stress/levels`` gives it.
      public var level: Double
      /// What the model scored.
      public var figures: Figures

      /// Names a level and its figures.
      public init(level: Double, figures: Figures) {
        (self.level, self.figures) = (level, figures)
      }
    }

    /// What was made worse.
    public var stress: Stress
    /// From mild to strong.
    public var points: [Point]

    /// Names a curve and its points.
    public init(stress: Stress, points: [Point]) {
      (self.stress, self.points) = (stress, points)
    }
  }

  /// Name of the model.
  public var model: String
  /// What was examined.
  public var run: String?
  /// The split of the conversations, or `nil` where it is unknown.
  public var split: Split?
  /// What the model may see, or `nil` where fused models differ in it.
  public var inputs: InputPolicy?
  /// Labelled conversations.
  public var numConversations: Int
  /// Seed of donors, noise and losses.
  public var seed: Int
  /// How the intervals of the changes were found.
  public var resampling: Resampling
  /// The scores on the data as they are.
  public var unchanged: Figures
  /// Every subset of the model's modalities that the data have, the largest first; `nil` where it was
  /// not asked for.
  public var modalityMatrix: [Subset]?
  /// The swap test of whole modalities, then the parts that they consist of.
  public var exchanges: [Exchange]?
  /// Parts that tell the label by themselves; `nil` where nobody looked.
  public var leaks: [Leak]?
  /// Robustness curves of the modalities that the model has.
  public var curves: [Curve]?

  enum CodingKeys: String, CodingKey {
    case model, run, split, inputs
    case numConversations = "num_conversations"
    case seed, resampling, unchanged
    case modalityMatrix = "modality_matrix"
    case exchanges, leaks, curves
  }

  /// Begins a report with the scores of the inputs as they are.
  public init(
    unchanged: PredictionTable, numConversations: Int, seed: Int, resampling: Resampling
  ) throws(EvaluationError) {
    (model, run, split) = (unchanged.model, unchanged.run, unchanged.split)
    inputs = unchanged.inputs
    self.numConversations = numConversations
    (self.seed, self.resampling) = (seed, resampling)
    self.unchanged = try Figures(unchanged)
  }
}
