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
  private var group: any TrainingGroup { step.group }

  /// How an epoch ended.
  enum Ending: Equatable {
    /// All its steps are taken.
    case done
    /// No more time; the epoch counts as it is.
    case timeIsUp
    /// A stop was asked for, of any of the processes.
    case stopped(signal: Int32)
  }

  /// Takes the steps that remain of the current epoch.
  func run(_ clock: Stopwatch) throws -> Ending {
    let turns = prepared.turns[.train] ?? []
    let (seed, epoch) = (prepared.configuration.seed, state.progress.epoch)
    let plan = EpochPlan(
      turns, configuration, turnsPerStep: configuration.turnsPerStep, seed: seed, epoch: epoch)
    let steps = plan.steps(after: state.progress.position)
    let occurrences = plan.occurrences.suffix(steps.count)
    let loader = BatchLoader(
      turns: turns, encoder: prepared.encoder,
      pass: .training(seed: seed, epoch: epoch, prepared.augmenter),
      numWorkers: configuration.dataWorkers)
    var remaining = steps[...]
    var lap = clock.seconds
    var signal: Int32 = 0
    try loader.forEach(steps.map(share), occurrences: occurrences.map(share)) { examples in
      guard let all = remaining.popFirst() else { return false }
      let work = work(examples, of: all.map { turns[$0].label })
      let outcome = try step(work)
      guard outcome.isFinite || outcome.isSkipped else {
        throw checkpointer.notFinite(
          outcome.lossSum / work.weight, gradientNorm: outcome.gradientNorm,
          step: state.progress.step + 1)
      }
      state.progress.record(outcome, of: work)
      state.progress.seconds = clock.seconds
      try tell(outcome, work, total: plan.numTurns, since: lap)
      lap = clock.seconds
      // Whatever decides what comes next is the same in all processes.
      let agreed = try group.maximum([lap, Double(stop.signal ?? 0)])
      state.progress.seconds = agreed[0]
      signal = Int32(agreed[1])
      if signal != 0 || timeIsUp { return false }
      if !remaining.isEmpty, checkpointer.isDue(after: state.progress.step) { try save() }
      return true
    }
    if epoch == 0 { try observers.note(try group.merged(loader.report), of: .train) }
    if signal != 0 { return .stopped(signal: signal) }
    return timeIsUp ? .timeIsUp : .done
  }

  /// Whether the run has taken as long as it may.
  var timeIsUp: Bool {
    guard let minutes = configuration.maximumMinutes else { return false }
    return state.progress.totalSeconds >= 60 * minutes
  }

  /// This process's part of a step's turns: whole batches, so that these are the same ones however
  /// many processes there are.
  private func share(_ step: [Int]) -> [Int] {
    let (size, batches) = (configuration.batchSize, batches(step.count))
    return Array(step.prefix(batches.upperBound * size).dropFirst(batches.lowerBound * size))
  }

  /// Which batches of a step are this process's.
  private func batches(_ turns: Int) -> Range<Int> {
    group.share(of: (turns + configuration.batchSize - 1) / configuration.batchSize)
  }

  private func work(_ examples: [Example], of labels: [Int]) -> StepWork {
    StepWork(
      batches: examples.chunks(of: configuration.batchSize),
      firstBatch: batches(labels.count).lowerBound, turns: labels.count,
      weight: labels.reduce(0) { $0 + step.objective.loss.weight(of: $1) })
  }

  private func tell(
    _ outcome: StepOutcome, _ work: StepWork, total: Int, since lap: Double
  ) throws {
    let rates = state.optimizer.groups.map {
      ($0.name, $0.learningRate * outcome.learningRateFactor)
    }
    let progress = state.progress
    let metrics = StepMetrics(
      step: progress.step, epoch: progress.epoch + 1,
      loss: outcome.isFinite ? outcome.lossSum / work.weight : 0,
      learningRate: configuration.learningRate * outcome.learningRateFactor,
      learningRates: Dictionary(rates) { first, _ in first },
      gradientNorm: outcome.isFinite ? outcome.gradientNorm : 0, lossScale: outcome.lossScale,
      isSkipped: outcome.isSkipped, turns: work.turns, seconds: progress.seconds - lap)
    try observers.tell(
      .step(
        metrics, completed: progress.position, total: total, epochs: configuration.epochs,
        running: try RunningFigures(progress, classes: prepared.configuration.model.classes)))
    if let scaler = progress.scaler, outcome.isSkipped {
      try observers.tell(
        .note(
          "step \(progress.step) skipped: its gradients overflow float16; the loss is now scaled "
            + "by \(scaler.scale) (\(scaler.skippedSteps) skipped so far)"))
    }
  }

  private func save() throws {
    try checkpointer.save(state)
    try observers.tell(.saved(step: state.progress.step))
  }
}
