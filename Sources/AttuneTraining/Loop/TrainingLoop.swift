import AttuneCore
import AttuneEvaluation
import AttuneModels
import TorchNN

/// The epochs of a run: each is trained, validated and saved, until one of the ends is reached.
struct TrainingLoop {
  let prepared: PreparedRun
  let state: TrainingState
  let epochLoop: EpochLoop
  let validation: Scoring
  let checkpointer: Checkpointer
  let observers: TrainingObservers

  private var configuration: TrainingConfiguration { prepared.configuration.training }

  init(
    _ prepared: PreparedRun, _ state: TrainingState, loss: any ClassificationLoss,
    checkpointer: Checkpointer, observers: TrainingObservers, stop: StopRequest,
    group: any TrainingGroup
  ) {
    let configuration = prepared.configuration.training
    let turnsPerStep = configuration.turnsPerStep(processes: group.count)
    let numTurns = prepared.turns[.train]?.count ?? 0
    let stepsPerEpoch = (numTurns + turnsPerStep - 1) / turnsPerStep
    let step = TrainingStep(
      model: prepared.model, state: state, loss: loss,
      mediaLossWeight: prepared.configuration.model.mediaLoss,
      schedule: LearningRateSchedule(
        configuration.schedule, warmupSteps: configuration.warmupSteps,
        totalSteps: stepsPerEpoch * configuration.epochs),
      gradientClip: configuration.gradientClip, device: prepared.device,
      seed: prepared.configuration.seed, group: group)
    self.prepared = prepared
    self.state = state
    epochLoop = EpochLoop(
      prepared: prepared, state: state, step: step, checkpointer: checkpointer,
      observers: observers, stop: stop)
    validation = Scoring(prepared: prepared, loss: loss)
    self.checkpointer = checkpointer
    self.observers = observers
  }

  /// Trains until all epochs are done, no better figure has come for too long, or a stop is asked
  /// for.
  func run() throws {
    while state.progress.epoch < configuration.epochs,
      state.progress.epochsWithoutBetter < configuration.patience
    {
      let clock = Stopwatch(startingAt: state.progress.seconds)
      guard try epochLoop.run(clock) else { return try save() }
      try finishEpoch(clock)
    }
  }

  private func finishEpoch(_ clock: Stopwatch) throws {
    let score = try validation.score(prepared.turns[.validation] ?? [])
    let progress = state.progress
    if progress.epoch == 0 { try observers.note(score.inputs, of: .validation) }
    guard score.loss.isFinite else {
      throw checkpointer.notFinite(score.loss, step: progress.step)
    }
    let isBest = state.progress.record(figure: score.figure(configuration.metric))
    if isBest { try checkpointer.saveBest(prepared.store) }
    let classes = prepared.configuration.model.classes
    let metrics = EpochMetrics(
      progress, running: try RunningFigures(progress, classes: classes), validation: score,
      isBest: isBest, seconds: clock.seconds)
    state.progress.finishEpoch()
    try observers.tell(.validated(score.confusion, epoch: metrics.epoch, step: metrics.step))
    try observers.tell(.epoch(metrics, of: configuration.epochs))
    try save()
  }

  private func save() throws {
    try checkpointer.save(state)
    try observers.tell(.saved(step: state.progress.step))
  }
}
