import AttuneCore
import AttuneModels
import Torch
import TorchNN

/// One optimizer step: the gradients of some batches, summed over processes, clipped and applied.
struct TrainingStep {
  let model: any EmotionModel
  let state: TrainingState
  let loss: any ClassificationLoss
  /// Weight of the auxiliary loss over single media.
  let mediaLossWeight: Double
  let schedule: LearningRateSchedule
  let gradientClip: Double
  let device: Device
  let seed: Int
  let group: any TrainingGroup

  /// Takes a step.
  ///
  /// A loss or a gradient that is not finite must not reach the weights: the outcome says so, and
  /// nothing is changed.
  func callAsFunction(_ work: StepWork) throws -> StepOutcome {
    let step = state.progress.step
    var outcome = StepOutcome(
      confusion: ConfusionCounts.zeros(state.progress.confusion.count),
      learningRateFactor: schedule.factor(step))
    for (index, examples) in work.batches.enumerated() {
      // Dropout depends on the step alone, so a resumed run draws what the first one drew.
      var generator = SeededGenerator(seed, step, work.firstBatch + index, 2)
      try Torch.seed(generator.next())
      try accumulate(examples, work, &outcome)
    }
    let parameters = state.store.trainableParameters
    try group.sumGradients(of: parameters)
    try outcome.sum(over: group)
    outcome.gradientNorm = try clipGradientNorm(parameters, maximum: gradientClip)
    guard outcome.isFinite else { return outcome }
    try state.optimizer.step(learningRateFactor: outcome.learningRateFactor)
    try state.optimizer.zeroGradients()
    return outcome
  }

  /// Adds the gradients of one batch.
  private func accumulate(
    _ examples: [Example], _ work: StepWork, _ outcome: inout StepOutcome
  ) throws {
    let batch = try Batch(examples, device: device)
    guard let labels = batch.labels else { return }
    let output = try model.output(batch, mode: .training)
    let logits = try output.logits.to(.float32)
    let terms = try loss.terms(logits, targets: .oneHot(labels, like: logits)).sum()
    var minimised = try terms / work.weight
    if let media = output.media {
      let index = try Tensor(
        media.turns.map(Int64.init), shape: [media.turns.count], device: device)
      let share = mediaLossWeight * Double(examples.count) / Double(work.turns)
      let mediaLoss = try loss(
        media.logits.to(.float32), targets: labels.indexSelect(dim: 0, index: index))
      minimised = try minimised + mediaLoss * share
    }
    try minimised.backward()
    outcome.lossSum += try terms.item()
    for (example, prediction) in zip(examples, try logits.argmax(dim: 1).int64s()) {
      outcome.confusion[example.label ?? 0][Int(prediction)] += 1
    }
  }
}
