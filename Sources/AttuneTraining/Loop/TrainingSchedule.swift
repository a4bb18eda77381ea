import TorchNN

/// The learning rate's factor over a run, stochastic weight averaging included.
struct TrainingSchedule {
  /// Steps in which the rate rises.
  let warmupSteps: Int
  /// Steps of the whole run.
  let totalSteps: Int
  private let base: LearningRateSchedule
  /// The factor from an epoch on, where one is set.
  private let constant: (epoch: Int, factor: Double)?

  init(_ configuration: TrainingConfiguration, stepsPerEpoch: Int) {
    let steps = stepsPerEpoch * configuration.epochs
    totalSteps = steps
    warmupSteps =
      configuration.warmupRatio.map { Int((Double(steps) * $0).rounded(.up)) }
      ?? configuration.warmupSteps
    base = LearningRateSchedule(
      configuration.schedule, warmupSteps: warmupSteps, totalSteps: totalSteps)
    constant =
      configuration.averaging == .swa
      ? configuration.swaLearningRateFactor.map {
        (configuration.epochs - configuration.swaEpochs, $0)
      } : nil
  }

  /// The number in 0…1 that multiplies the learning rates of a step; both counts are from 0.
  func factor(step: Int, epoch: Int) -> Double {
    if let constant, epoch >= constant.epoch { return constant.factor }
    return base.factor(step)
  }
}
