/// What one epoch of training came to, as the training curves show it.
public struct EpochPoint: Sendable, Hashable {
  /// Number of the epoch, from 1.
  public var epoch: Int
  /// Mean loss over the train split, or `nil` where it was not measured.
  public var trainLoss: Double?
  /// Mean loss over the validation split, or `nil` where it was not measured.
  public var validationLoss: Double?
  /// Accuracy on the validation split, 0…1.
  public var accuracy: Double?
  /// Macro F1 on the validation split, 0…1.
  public var macroF1: Double?

  /// Creates a point.
  public init(
    epoch: Int, trainLoss: Double? = nil, validationLoss: Double? = nil, accuracy: Double? = nil,
    macroF1: Double? = nil
  ) {
    self.epoch = epoch
    self.trainLoss = trainLoss
    self.validationLoss = validationLoss
    self.accuracy = accuracy
    self.macroF1 = macroF1
  }
}
