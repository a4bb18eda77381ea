import AttuneCore
import AttuneEvaluation

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

    enum CodingKeys: String, CodingKey {
      case accuracy
      case unweightedAverageRecall = "unweighted_average_recall"
      case macroF1 = "macro_f1"
    }

    init(_ table: PredictionTable) throws(EvaluationError) {
      let scores = try Evaluation(table).scores
      accuracy = scores.accuracy
      unweightedAverageRecall = scores.unweightedAverageRecall
      macroF1 = scores.macroF1
    }
  }

  /// A row of the modality matrix.
  public struct Subset: Codable, Sendable {
    /// What was left for the model to perceive.
    public var modalities: [Modality]
    /// What it scored with that.
    public var figures: Figures
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

    enum CodingKeys: String, CodingKey {
      case part
      case numConversations = "num_conversations"
      case changedAnswers = "changed_answers"
      case distance
      case accuracyLosses = "accuracy_losses"
      case macroF1Losses = "macro_f1_losses"
      case without
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
    }

    /// What was made worse.
    public var stress: Stress
    /// From mild to strong.
    public var points: [Point]
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
  /// The scores on the data as they are.
  public var unchanged: Figures
  /// Every subset of the model's modalities that the data have, the largest first; `nil` where it was
  /// not asked for.
  public var modalityMatrix: [Subset]?
  /// The swap test of whole modalities, then the parts that they consist of.
  public var exchanges: [Exchange]?
  /// Robustness curves of the modalities that the model has.
  public var curves: [Curve]?

  enum CodingKeys: String, CodingKey {
    case model, run, split, inputs
    case numConversations = "num_conversations"
    case seed, unchanged
    case modalityMatrix = "modality_matrix"
    case exchanges, curves
  }
}
