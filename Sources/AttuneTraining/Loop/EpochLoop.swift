import AttuneCore
import AttuneModels
import TorchNN

/// The steps of one epoch.
struct EpochLoop {
  let prepared: PreparedRun
  let state: TrainingState
  let step: TrainingStep
  let checkpointer: Checkpointer
  let observers: TrainingObservers
  let stop: StopRequest

  private var configuration: TrainingConfiguration { prepared.configuration.training }

  /// Takes the steps that remain of the current epoch.
  ///
  /// - Returns: whether the epoch is done; else a stop was asked for.
  func run(_ clock: Stopwatch) throws -> Bool {
    let turns = prepared.turns[.train] ?? []
    let (seed, epoch) = (prepared.configuration.seed, state.progress.epoch)
    let plan = EpochPlan(
      labels: turns.map(\.label), configuration,
      turnsPerStep: configuration.turnsPerStep(processes: step.group.count), seed: seed,
      epoch: epoch)
    let steps = plan.steps(after: state.progress.position)
    let occurrences = plan.occurrences.suffix(steps.count)
    let loader = BatchLoader(
      turns: turns, encoder: prepared.encoder,
      pass: .training(seed: seed, epoch: epoch, prepared.augmenter),
      numWorkers: configuration.dataWorkers)
    var remaining = steps[...]
    var lap = clock.seconds
    try loader.forEach(steps.map(share), occurrences: occurrences.map(share)) { examples in
      guard let all = remaining.popFirst() else { return false }
      let work = work(examples, of: all.map { turns[$0].label })
      let outcome = try step(work)
      let loss = outcome.lossSum / work.weight
      guard outcome.isFinite else {
        throw checkpointer.notFinite(loss, step: state.progress.step + 1)
      }
      state.progress.record(outcome, of: work)
      state.progress.seconds = clock.seconds
      try tell(outcome, loss: loss, turns: work.turns, total: plan.numTurns, since: lap)
      lap = clock.seconds
      if stop.signal != nil { return false }
      if !remaining.isEmpty, checkpointer.isDue(after: state.progress.step) { try save() }
      return true
    }
    if epoch == 0 { try observers.note(loader.report, of: .train) }
    return stop.signal == nil
  }

  /// This process's part of a step's turns.
  private func share(_ step: [Int]) -> [Int] {
    let (rank, count) = (self.step.group.rank, self.step.group.count)
    return Array(step[(step.count * rank / count)..<(step.count * (rank + 1) / count)])
  }

  private func work(_ examples: [Example], of labels: [Int]) -> StepWork {
    StepWork(
      batches: examples.chunks(of: configuration.batchSize),
      firstBatch: step.group.rank * configuration.gradientAccumulationSteps, turns: labels.count,
      weight: labels.reduce(0) { $0 + step.loss.weight(of: $1) })
  }

  private func tell(
    _ outcome: StepOutcome, loss: Double, turns: Int, total: Int, since lap: Double
  ) throws {
    let rates = state.optimizer.groups.map {
      ($0.name, $0.learningRate * outcome.learningRateFactor)
    }
    let progress = state.progress
    let metrics = StepMetrics(
      step: progress.step, epoch: progress.epoch + 1, loss: loss,
      learningRate: configuration.learningRate * outcome.learningRateFactor,
      learningRates: Dictionary(rates) { first, _ in first }, gradientNorm: outcome.gradientNorm,
      turns: turns, seconds: progress.seconds - lap)
    try observers.tell(
      .step(
        metrics, completed: progress.position, total: total, epochs: configuration.epochs,
        running: try RunningFigures(progress, classes: prepared.configuration.model.classes)))
  }

  private func save() throws {
    try checkpointer.save(state)
    try observers.tell(.saved(step: state.progress.step))
  }
}
