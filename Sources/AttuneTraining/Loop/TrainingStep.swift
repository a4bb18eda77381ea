import AttuneCore
import AttuneModels
import Torch
import TorchNN

/// One optimizer step: the gradients of some batches, summed over processes, clipped and applied.
struct TrainingStep {
  let state: TrainingState
  let objective: TrainingObjective
  var frozen: FrozenFeatureSource?
  let schedule: TrainingSchedule
  let gradientClip: Double
  let device: Device
  let seed: Int
  let group: any TrainingGroup

  /// Takes a step.
  ///
  /// A gradient that is not finite must not reach the weights: the outcome says so, and only the
  /// scale of the loss is changed, if there is one.
  func callAsFunction(_ work: StepWork) throws -> StepOutcome {
    let progress = state.progress
    var outcome = StepOutcome(
      confusion: ConfusionCounts.zeros(progress.confusion.count),
      learningRateFactor: schedule.factor(step: progress.step, epoch: progress.epoch))
    let statistics = try state.statistics.values()
    for (index, examples) in work.batches.enumerated() {
      // What is drawn depends on the step alone, so a resumed run draws what the first one drew.
      var generator = SeededGenerator(seed, progress.step, work.firstBatch + index, 2)
      try Torch.seed(generator.next())
      try accumulate(examples, work, using: &generator, &outcome)
    }
    let parameters = state.store.trainableParameters
    try group.sumGradients(of: parameters)
    try state.statistics.merge(since: statistics)
    try outcome.sum(over: group)
    if let scaler = state.progress.scaler {
      outcome.lossScale = scaler.scale
      try OptimizerKernels.scaleGradients(parameters.map(\.tensor), by: 1 / scaler.scale)
    }
    outcome.gradientNorm = try clipGradientNorm(parameters, maximum: gradientClip)
    state.progress.scaler?.update(overflowed: !outcome.gradientNorm.isFinite)
    if outcome.isFinite {
      try state.optimizer.step(learningRateFactor: outcome.learningRateFactor)
      try state.average?.followStep()
    }
    try state.optimizer.zeroGradients()
    return outcome
  }

  /// Adds the gradients of one batch.
  private func accumulate(
    _ examples: [Example], _ work: StepWork, using generator: inout SeededGenerator,
    _ outcome: inout StepOutcome
  ) throws {
    let batch = try Batch(frozen?.complete(examples) ?? examples, device: device)
    guard let labels = batch.labels else { return }
    let value = try objective(batch, labels: labels, of: work, using: &generator)
    let scaled = try state.progress.scaler.map { try value.minimised * $0.scale }
    try (scaled ?? value.minimised).backward()
    outcome.lossSum += value.lossSum
    for (example, prediction) in zip(examples, value.predictions) {
      outcome.confusion[example.label ?? 0][prediction] += 1
    }
  }
}
