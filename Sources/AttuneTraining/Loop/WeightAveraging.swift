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

  /// Calls `body` with the weights that are to be validated and saved: the average, once there is
  /// one.
  ///
  /// - Parameter refresh: measures the batch statistics of averaged weights anew, which none of the
  ///   averaged models had.
  /// - Returns: what `body` returned, and which weights it had.
  func withChosen<Result>(
    refresh: () throws -> Void, _ body: () throws -> Result
  ) throws -> (Result, EpochMetrics.Weights) {
    guard weights.updates > 0 else { return (try body(), .latest) }
    return try weights.withAverage {
      guard configuration.averaging == .swa else { return (try body(), .ema) }
      try refresh()
      return (try body(), .swa)
    }
  }
}
