/// What one epoch measured.
public struct EpochMetrics: Sendable, Equatable {
  /// The epoch, from 1.
  public var epoch: Int
  /// Optimizer steps taken so far.
  public var step: Int
  /// Mean loss over the epoch's training turns, with dropout and modality dropout.
  public var trainLoss: Double
  /// Share of training turns right while training.
  public var trainAccuracy: Double
  /// Macro-F1 on the training turns while training.
  public var trainMacroF1: Double
  /// Mean loss on the validation split.
  public var validationLoss: Double
  /// Accuracy on the validation split.
  public var validationAccuracy: Double
  /// Macro-F1 on the validation split.
  public var validationMacroF1: Double
  /// Unweighted average recall on the validation split.
  public var validationUnweightedAverageRecall: Double
  /// Whether this epoch's weights are the best so far.
  public var isBest: Bool
  /// Which weights were validated, and are saved if they are the best.
  public var weights = Weights.latest
  /// Wall-clock seconds of the epoch, validation included.
  public var seconds: Double

  /// Those of the last step, or one of the averages.
  public enum Weights: String, Codable, Sendable { case latest, ema, swa }
}

extension EpochMetrics: Codable {
  enum CodingKeys: String, CodingKey {
    case epoch, step, weights, seconds
    case trainLoss = "train_loss"
    case trainAccuracy = "train_accuracy"
    case trainMacroF1 = "train_macro_f1"
    case validationLoss = "validation_loss"
    case validationAccuracy = "validation_accuracy"
    case validationMacroF1 = "validation_macro_f1"
    case validationUnweightedAverageRecall = "validation_unweighted_average_recall"
    case isBest = "is_best"
  }

  /// Reads an epoch; those of older runs always validated the latest weights.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    epoch = try values.decode(Int.self, forKey: .epoch)
    step = try values.decode(Int.self, forKey: .step)
    trainLoss = try values.decode(Double.self, forKey: .trainLoss)
    trainAccuracy = try values.decode(Double.self, forKey: .trainAccuracy)
    trainMacroF1 = try values.decode(Double.self, forKey: .trainMacroF1)
    validationLoss = try values.decode(Double.self, forKey: .validationLoss)
    validationAccuracy = try values.decode(Double.self, forKey: .validationAccuracy)
    validationMacroF1 = try values.decode(Double.self, forKey: .validationMacroF1)
    validationUnweightedAverageRecall = try values.decode(
      Double.self, forKey: .validationUnweightedAverageRecall)
    isBest = try values.decode(Bool.self, forKey: .isBest)
    weights = try values.decodeIfPresent(Weights.self, forKey: .weights) ?? .latest
    seconds = try values.decode(Double.self, forKey: .seconds)
  }
}
