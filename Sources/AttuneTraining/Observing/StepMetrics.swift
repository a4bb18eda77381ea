/// What one optimizer step measured.
public struct StepMetrics: Sendable, Equatable {
  /// Optimizer steps taken, from 1.
  public var step: Int
  /// The epoch, from 1.
  public var epoch: Int
  /// Mean loss over the step's turns; 0 where it was not finite and the step was skipped.
  public var loss: Double
  /// Learning rate of this step, of what has no rate of its own.
  public var learningRate: Double
  /// Learning rate of this step of each group of parameters.
  public var learningRates: [String: Double] = [:]
  /// Norm of all gradients before clipping; 0 where it was not finite and the step was skipped.
  public var gradientNorm: Double
  /// What the loss was multiplied with, in half precision.
  public var lossScale: Double?
  /// Whether the step was skipped, since a gradient overflowed in half precision.
  public var isSkipped = false
  /// Conversation turns of the step.
  public var turns = 0
  /// Wall-clock seconds since the step before, waiting for data included.
  public var seconds = 0.0
}

extension StepMetrics: Codable {
  enum CodingKeys: String, CodingKey {
    case step, epoch, loss
    case learningRate = "learning_rate"
    case learningRates = "learning_rates"
    case gradientNorm = "gradient_norm"
    case lossScale = "loss_scale"
    case isSkipped = "is_skipped"
    case turns, seconds
  }

  /// Reads a step; those of older runs lack some keys.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    step = try values.decode(Int.self, forKey: .step)
    epoch = try values.decode(Int.self, forKey: .epoch)
    loss = try values.decode(Double.self, forKey: .loss)
    learningRate = try values.decode(Double.self, forKey: .learningRate)
    learningRates =
      try values.decodeIfPresent([String: Double].self, forKey: .learningRates) ?? [:]
    gradientNorm = try values.decode(Double.self, forKey: .gradientNorm)
    lossScale = try values.decodeIfPresent(Double.self, forKey: .lossScale)
    isSkipped = try values.decodeIfPresent(Bool.self, forKey: .isSkipped) ?? false
    turns = try values.decodeIfPresent(Int.self, forKey: .turns) ?? 0
    seconds = try values.decodeIfPresent(Double.self, forKey: .seconds) ?? 0
  }
}
