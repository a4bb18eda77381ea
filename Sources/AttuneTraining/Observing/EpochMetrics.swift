/// What one epoch measured.
public struct EpochMetrics: Codable, Sendable, Equatable {
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
  /// Wall-clock seconds of the epoch, validation included.
  public var seconds: Double

  enum CodingKeys: String, CodingKey {
    case epoch, step, seconds
    case trainLoss = "train_loss"
    case trainAccuracy = "train_accuracy"
    case trainMacroF1 = "train_macro_f1"
    case validationLoss = "validation_loss"
    case validationAccuracy = "validation_accuracy"
    case validationMacroF1 = "validation_macro_f1"
    case validationUnweightedAverageRecall = "validation_unweighted_average_recall"
    case isBest = "is_best"
  }
}
