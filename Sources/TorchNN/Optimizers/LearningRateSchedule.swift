import Foundation

/// How the learning rate rises and falls over the optimizer steps of a training run.
///
/// Every shape first climbs linearly from 0 to 1 over the warm-up. The curves are those of
/// `get_{linear,cosine,constant}_schedule_with_warmup` in HF transformers.
public struct LearningRateSchedule: Hashable, Sendable {
  /// What happens after the warm-up.
  public enum Shape: String, CaseIterable, Sendable {
    /// A straight line from 1 to 0 at the last step.
    case linear
    /// Half a cosine wave from 1 to 0 at the last step.
    case cosine
    /// It stays at 1.
    case constant
  }

  /// What happens after the warm-up.
  public let shape: Shape
  /// The number of steps of the warm-up.
  public let warmupSteps: Int
  /// The number of steps of the whole run, warm-up included.
  public let totalSteps: Int

  /// Makes a schedule; counts are optimizer steps, not batches.
  ///
  /// A run shorter than its warm-up just never ends to climb.
  public init(_ shape: Shape, warmupSteps: Int, totalSteps: Int) {
    (self.shape, self.warmupSteps, self.totalSteps) = (shape, warmupSteps, totalSteps)
  }

  /// The number in 0…1 that multiplies the learning rate of a step.
  ///
  /// - Parameter step: The number of steps already made: 0 for the first.
  public func factor(_ step: Int) -> Double {
    if step < warmupSteps { return Double(step) / Double(max(1, warmupSteps)) }
    let decaySteps = Double(max(1, totalSteps - warmupSteps))
    switch shape {
    case .constant: return 1
    case .linear: return max(0, Double(totalSteps - step) / decaySteps)
    case .cosine:
      // Beyond the last step the wave would rise again; the run is over, so it stays at 0.
      let progress = min(1, Double(step - warmupSteps) / decaySteps)
      return max(0, 0.5 * (1 + cos(.pi * progress)))
    }
  }
}
