import AttuneModels
import Torch
import TorchNN

/// One optimizer step: the gradients of some batches, clipped and applied.
struct TrainingStep {
  let model: any EmotionModel
  let store: ParameterStore
  let optimizer: AdamW
  let loss: any ClassificationLoss
  /// Weight of the auxiliary loss over single media.
  let mediaLossWeight: Double
  let schedule: LearningRateSchedule
  let gradientClip: Double
  let device: Device
  let seed: Int

  /// What a step measured.
  struct Outcome {
    /// Sum of the loss over the turns, without the auxiliary one.
    var lossSum: Double
    /// Predicted class of each turn, in order.
    var predictions: [Int]
    /// Norm of all gradients before clipping.
    var gradientNorm: Double
    /// The schedule's factor that was applied.
    var learningRateFactor: Double
  }

  /// Takes a step.
  ///
  /// - Parameters:
  ///   - batches: labelled examples; the loss is the mean over all of them.
  ///   - step: optimizer steps taken before this one.
  func callAsFunction(_ batches: [[Example]], step: Int) throws -> Outcome {
    let total = batches.reduce(0) { $0 + $1.count }
    var outcome = Outcome(
      lossSum: 0, predictions: [], gradientNorm: 0, learningRateFactor: schedule.factor(step))
    for (index, examples) in batches.enumerated() {
      // Dropout depends on the step alone, so a resumed run draws what the first one drew.
      var generator = SeededGenerator(seed, step, index, 2)
      try Torch.seed(generator.next())
      let batch = try Batch(examples, device: device)
      guard let labels = batch.labels else { continue }
      let output = try model.output(batch, mode: .training)
      let loss = try loss(output.logits, targets: labels)
      var minimised = loss
      if let media = output.media {
        let index = try Tensor(
          media.turns.map(Int64.init), shape: [media.turns.count], device: device)
        let targets = try labels.indexSelect(dim: 0, index: index)
        minimised = try loss + self.loss(media.logits, targets: targets) * mediaLossWeight
      }
      try (minimised * (Double(examples.count) / Double(total))).backward()
      outcome.lossSum += try loss.item() * Double(examples.count)
      outcome.predictions += try output.logits.argmax(dim: 1).int64s().map(Int.init)
    }
    outcome.gradientNorm = try clipGradientNorm(
      store.trainableParameters, maximum: gradientClip)
    // A broken step must not reach the weights.
    guard outcome.lossSum.isFinite, outcome.gradientNorm.isFinite else { return outcome }
    try optimizer.step(learningRateFactor: outcome.learningRateFactor)
    try optimizer.zeroGradients()
    return outcome
  }
}
