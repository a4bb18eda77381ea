/// One line of `metrics.jsonl`: an optimizer step or the end of an epoch.
public enum MetricsLine: Sendable, Equatable {
  /// An optimizer step.
  case step(StepMetrics)
  /// The end of an epoch.
  case epoch(EpochMetrics)
}

/// What one optimizer step measured.
public struct StepMetrics: Codable, Sendable, Equatable {
  /// Optimizer steps taken, from 1.
  public var step: Int
  /// The epoch, from 1.
  public var epoch: Int
  /// Mean loss over the step's turns.
  public var loss: Double
  /// Learning rate of this step, of everything but the text encoder.
  public var learningRate: Double
  /// Norm of all gradients before clipping.
  public var gradientNorm: Double

  enum CodingKeys: String, CodingKey {
    case step, epoch, loss
    case learningRate = "learning_rate"
    case gradientNorm = "gradient_norm"
  }
}

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

extension MetricsLine: Codable {
  private enum EventKey: String, CodingKey { case event }
  private enum Event: String, Codable { case step, epoch }

  /// Reads a line by its `event`.
  public init(from decoder: any Decoder) throws {
    let event = try decoder.container(keyedBy: EventKey.self).decode(Event.self, forKey: .event)
    switch event {
    case .step: self = .step(try StepMetrics(from: decoder))
    case .epoch: self = .epoch(try EpochMetrics(from: decoder))
    }
  }

  /// Writes the metrics with their `event`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: EventKey.self)
    switch self {
    case .step(let metrics):
      try container.encode(Event.step, forKey: .event)
      try metrics.encode(to: encoder)
    case .epoch(let metrics):
      try container.encode(Event.epoch, forKey: .event)
      try metrics.encode(to: encoder)
    }
  }
}
