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
  let statistics: BatchStatistics
  let checkpointer: Checkpointer
  let observers: TrainingObservers

  private let schedule: TrainingSchedule
  private var configuration: TrainingConfiguration { prepared.configuration.training }

  init(
    _ prepared: PreparedRun, _ state: TrainingState, loss: any ClassificationLoss,
    wordLoss: (any ClassificationLoss)?, checkpointer: Checkpointer, observers: TrainingObservers,
    stop: StopRequest,
    group: any TrainingGroup
  ) {
    let configuration = prepared.configuration.training
    let turnsPerStep = configuration.turnsPerStep
    let numTurns = prepared.turns[.train]?.count ?? 0
    let precision = PrecisionScope(
      precision: configuration.precision, device: prepared.device)
    let objective = TrainingObjective(
      model: prepared.model, loss: loss, wordLoss: wordLoss, wordShare: configuration.wordLoss,
      mediaLossWeight: prepared.configuration.model.mediaLoss,
      rDrop: configuration.rDrop, mixup: configuration.mixup, precision: precision,
      recomputes: configuration.gradientCheckpointing)
    schedule = TrainingSchedule(
      configuration, stepsPerEpoch: (numTurns + turnsPerStep - 1) / turnsPerStep)
    let step = TrainingStep(
      state: state, objective: objective, frozen: prepared.frozen, schedule: schedule,
      gradientClip: configuration.gradientClip, device: prepared.device,
      seed: prepared.configuration.seed, group: group)
    self.prepared = prepared
    self.state = state
    epochLoop = EpochLoop(
      prepared: prepared, state: state, step: step, checkpointer: checkpointer,
      observers: observers, stop: stop)
    validation = Scoring(prepared: prepared, loss: loss)
    statistics = BatchStatistics(prepared: prepared, precision: precision)
    self.checkpointer = checkpointer
    self.observers = observers
  }

  /// Trains until all epochs are done, no better figure has come for too long, the time is up, or a
  /// stop is asked for.
  ///
  /// - Returns: the signal that asked for the stop, if one did.
  func run() throws -> Int32? {
    if schedule.totalSteps > 0, schedule.warmupSteps >= schedule.totalSteps {
      try observers.tell(
        .note(
          "the learning rate rises to the end: \(schedule.warmupSteps) of \(schedule.totalSteps) "
            + "steps are warm-up; lower training.warmup_steps or raise training.epochs"))
    }
    let signal = try runEpochs()
    if signal == nil, configuration.averaging == .swa, let best = state.progress.best,
      best.epoch <= configuration.epochs - configuration.swaEpochs
    {
      try observers.tell(
        .note(
          "the best weights are those of epoch \(best.epoch), before the "
            + "\(configuration.swaEpochs) that training.swa_epochs averages"))
    }
    return signal
  }

  private func runEpochs() throws -> Int32? {
    while state.progress.epoch < configuration.epochs,
      state.progress.epochsWithoutBetter < configuration.patience
    {
      // A run that resumes after its time was up has nothing left to do.
      if epochLoop.timeIsUp, state.progress.position == 0, state.progress.best != nil { return nil }
      let clock = Stopwatch(startingAt: state.progress.seconds)
      let ending = try epochLoop.run(clock)
      if case .stopped(let signal) = ending {
        try save()
        return signal
      }
      try finishEpoch(clock)
      if ending == .timeIsUp {
        try observers.tell(
          .note(
            "the time of training.maximum_minutes is up in epoch \(state.progress.epoch); what "
              + "was trained of it counts as a whole one"))
      }
    }
    return nil
  }

  private func finishEpoch(_ clock: Stopwatch) throws {
    let epoch = state.progress.epoch
    try state.average?.followEpoch(epoch)
    let (score, weights) = try chosenWeights {
      let score = try validation.score(prepared.turns[.validation] ?? [])
      guard score.loss.isFinite else {
        throw checkpointer.notFinite(score.loss, step: state.progress.step)
      }
      if state.progress.record(figure: score.figure(configuration.metric)) {
        try checkpointer.saveBest(prepared.store)
      }
      return score
    }
    if epoch == 0 { try observers.note(score.inputs, of: .validation) }
    let classes = prepared.configuration.model.classes
    let metrics = EpochMetrics(
      state.progress, running: try RunningFigures(state.progress, classes: classes),
      validation: score, isBest: state.progress.best?.epoch == epoch + 1, weights: weights,
      seconds: clock.seconds)
    state.progress.seconds = try prepared.group.maximum([clock.seconds])[0]
    state.progress.finishEpoch()
    try observers.tell(.validated(score.confusion, epoch: metrics.epoch, step: metrics.step))
    try observers.tell(.epoch(metrics, of: configuration.epochs))
    try save()
  }

  /// Calls `body` with the weights that are validated and saved: those of the last step or their
  /// average, with their share of the pretrained ones.
  ///
  /// Batch statistics that no model with these weights ever had are measured first.
  private func chosenWeights<Result>(
    _ body: () throws -> Result
  ) throws -> (Result, EpochMetrics.Weights) {
    func measured() throws -> Result {
      try statistics.measure(over: prepared.turns[.train] ?? [])
      return try body()
    }
    func mixed(_ weights: EpochMetrics.Weights) throws -> (Result, EpochMetrics.Weights) {
      guard let pretrained = state.pretrained else {
        return (try weights == .swa ? measured() : body(), weights)
      }
      return (try pretrained.withShare(configuration.pretrainedShare, measured), weights)
    }
    return try state.average?.withAverage(mixed) ?? mixed(.latest)
  }

  private func save() throws {
    try checkpointer.save(state)
    try observers.tell(.saved(step: state.progress.step))
  }
}
