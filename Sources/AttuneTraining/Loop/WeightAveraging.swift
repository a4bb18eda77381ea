import Torch
import TorchNN

/// The average of weights that a run keeps beside its own, and when it follows them.
final class WeightAveraging {
  let weights: AveragedWeights
  private let configuration: TrainingConfiguration

  /// - Returns: `nil` where the configuration averages nothing.
  init?(_ configuration: TrainingConfiguration, of store: ParameterStore) throws {
    guard configuration.averaging != .none else { return nil }
    self.configuration = configuration
    weights = try AveragedWeights(of: store)
  }

  /// Follows the weights after an optimizer step.
  func followStep() throws {
    guard configuration.averaging == .ema else { return }
    try weights.update(
      share: AveragedWeights.exponentialShare(
        decay: configuration.emaDecay, updates: weights.updates))
  }

  /// Follows the weights at the end of an epoch, from 0.
  func followEpoch(_ epoch: Int) throws {
    guard configuration.averaging == .swa, epoch >= configuration.epochs - configuration.swaEpochs
    else { return }
    try weights.update(share: AveragedWeights.equalShare(updates: weights.updates))
  }

  /// Calls `body` while the model has the average as its weights, once there is one, and tells it
  /// which weights these are.
  func withAverage<Result>(_ body: (EpochMetrics.Weights) throws -> Result) throws -> Result {
    guard weights.updates > 0 else { return try body(.latest) }
    return try weights.withAverage { try body(configuration.averaging == .swa ? .swa : .ema) }
  }
}
