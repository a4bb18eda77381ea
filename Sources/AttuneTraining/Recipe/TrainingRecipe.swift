import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneMedia
import AttuneModels
import Foundation
import Torch
import TorchNN

/// Trains one early-fusion model on a corpus and leaves a run folder that rebuilds itself.
///
/// The same seed gives the same losses bit for bit on the same machine and number of threads, and
/// a run that was killed ends with the same weights as one that was not.
public struct TrainingRecipe {
  /// The conversations.
  public let corpus: Corpus
  /// Where everything is written.
  public let run: RunFolder
  private let cache: MediaCache?
  private let requiresMedia: Bool
  private let stop: StopRequest
  private let observe: (TrainingEvent) -> Void

  /// Creates a recipe.
  ///
  /// - Parameters:
  ///   - requiresMedia: makes the first unusable medium an error instead of a counted absence.
  ///   - stop: looked at after every step.
  ///   - observe: told what happens, on the calling thread.
  public init(
    corpus: Corpus, run: RunFolder, cache: MediaCache?, requiresMedia: Bool = false,
    stop: StopRequest = StopRequest(), observe: @escaping (TrainingEvent) -> Void = { _ in }
  ) {
    self.corpus = corpus
    self.run = run
    self.cache = cache
    self.requiresMedia = requiresMedia
    self.stop = stop
    self.observe = observe
  }

  /// Starts a new run.
  ///
  /// - Throws: ``TrainingError``, ``ConfigurationError`` or the error of a file or an encoder.
  public func start(_ configuration: RunConfiguration) throws -> TrainingOutcome {
    let prepared = try PreparedRun.start(
      configuration, corpus: corpus, run: run, cache: cache, requiresMedia: requiresMedia)
    return try train(prepared, resuming: false)
  }

  /// Goes on with a run that was interrupted, from its newest checkpoint.
  ///
  /// - Throws: as ``start(_:)``, and if there is no run or its data have changed.
  public func resume() throws -> TrainingOutcome {
    let prepared = try PreparedRun.reopen(
      corpus: corpus, run: run, cache: cache, requiresMedia: requiresMedia)
    return try train(prepared, resuming: true)
  }

  private func train(_ prepared: PreparedRun, resuming: Bool) throws -> TrainingOutcome {
    let configuration = prepared.configuration.training
    let classes = prepared.configuration.model.classes
    let turns = prepared.turns[.train] ?? []
    let labels = turns.map(\.label)
    let batchesPerStep = configuration.gradientAccumulationSteps
    let turnsPerStep = configuration.batchSize * batchesPerStep
    let stepsPerEpoch = (turns.count + turnsPerStep - 1) / turnsPerStep

    let optimizer = OptimizerGroups.optimizer(for: prepared)
    let loss = try LossChoice.loss(configuration, labels: labels, numClasses: classes.count)
    let takeStep = TrainingStep(
      model: prepared.model, store: prepared.store, optimizer: optimizer, loss: loss,
      mediaLossWeight: prepared.configuration.model.mediaLoss,
      schedule: LearningRateSchedule(
        configuration.schedule, warmupSteps: configuration.warmupSteps,
        totalSteps: stepsPerEpoch * configuration.epochs),
      gradientClip: configuration.gradientClip, device: prepared.device,
      seed: prepared.configuration.seed)
    let validation = Scoring(prepared: prepared, loss: loss)

    var progress = TrainingProgress(numClasses: classes.count)
    if resuming, FileManager.default.fileExists(atPath: run.lastCheckpoint.path) {
      progress = try Checkpoint.restore(
        store: prepared.store, optimizer: optimizer, from: run.lastCheckpoint)
    }
    let log = try MetricsLog(run.metrics, keepingThrough: progress)
    observe(.ready(TrainingSummary(prepared, resumedStep: progress.step)))
    if let left = corpus.leftOut { observe(.note(left)) }

    func save() throws {
      try Checkpoint.write(
        store: prepared.store, optimizer: optimizer, progress: progress, to: run.lastCheckpoint)
    }

    epochs: while progress.epoch < configuration.epochs,
      progress.epochsWithoutBetter < configuration.patience
    {
      let order = EpochOrder.indices(
        labels: labels, sampling: configuration.sampling, seed: prepared.configuration.seed,
        epoch: progress.epoch)
      let steps = order.chunks(of: turnsPerStep).dropFirst(
        (progress.position + turnsPerStep - 1) / turnsPerStep)
      let loader = BatchLoader(turns: turns, encoder: prepared.encoder)
      let clock = Stopwatch(startingAt: progress.seconds)

      try loader.forEach(Array(steps)) { examples in
        let batches = examples.chunks(of: configuration.batchSize)
        let outcome = try takeStep(batches, step: progress.step)
        guard outcome.lossSum.isFinite, outcome.gradientNorm.isFinite else {
          throw notFinite(outcome.lossSum / Double(examples.count), step: progress.step + 1)
        }
        progress.step += 1
        progress.position += examples.count
        progress.lossSum += outcome.lossSum
        for (example, prediction) in zip(examples, outcome.predictions) {
          progress.confusion[example.label ?? 0][prediction] += 1
        }
        progress.seconds = clock.seconds
        let metrics = StepMetrics(
          step: progress.step, epoch: progress.epoch + 1,
          loss: outcome.lossSum / Double(examples.count),
          learningRate: configuration.learningRate * outcome.learningRateFactor,
          gradientNorm: outcome.gradientNorm)
        try log.append(.step(metrics))
        observe(
          .step(
            metrics, completed: progress.position, total: order.count, epochs: configuration.epochs,
            running: try RunningFigures(progress, classes: classes)))
        if stop.signal != nil { return false }
        if configuration.checkpointEverySteps > 0, progress.position < order.count,
          progress.step % configuration.checkpointEverySteps == 0
        {
          try save()
        }
        return true
      }
      if progress.epoch == 0 { note(loader.report, of: .train) }
      if stop.signal != nil {
        try save()
        break epochs
      }

      let score = try validation.score(prepared.turns[.validation] ?? [])
      if progress.epoch == 0 { note(score.inputs, of: .validation) }
      guard score.loss.isFinite else { throw notFinite(score.loss, step: progress.step) }
      let isBest = progress.record(figure: score.figure(configuration.metric))
      let metrics = EpochMetrics(
        progress, running: try RunningFigures(progress, classes: classes), validation: score,
        isBest: isBest, seconds: clock.seconds)
      if isBest {
        try prepared.store.write(
          to: run.bestCheckpoint,
          metadata: [
            PipelineFingerprint.key: try PipelineFingerprint.text(
              of: prepared.configuration.pipeline)
          ])
      }
      progress.finishEpoch()
      try log.append(.epoch(metrics))
      try save()
      observe(.epoch(metrics, of: configuration.epochs))
    }
    if let signal = stop.signal {
      return .stopped(signal: signal, epoch: progress.epoch + 1, step: progress.step)
    }
    return .finished(try finish(prepared, validation: validation, progress: progress))
  }

  private func notFinite(_ loss: Double, step: Int) -> TrainingError {
    let checkpoint = run.lastCheckpoint.path
    return .notFinite(
      step: step, loss: loss,
      checkpoint: FileManager.default.fileExists(atPath: checkpoint) ? checkpoint : nil)
  }

  private func note(_ inputs: InputReport, of split: Split) {
    if let summary = inputs.summary { observe(.note("\(split.rawValue): \(summary)")) }
  }

  /// Predicts and evaluates every split with the best weights.
  private func finish(
    _ prepared: PreparedRun, validation: Scoring, progress: TrainingProgress
  ) throws -> TrainingOutcome.Finished {
    try prepared.store.restore(from: run.bestCheckpoint)
    var evaluations: [Split: Evaluation] = [:]
    var tables: [PredictionTable] = []
    var inputs: [String: InputReport] = [:]
    for split in Split.allCases {
      guard let turns = prepared.turns[split], !turns.isEmpty else { continue }
      let score = try validation.score(turns)
      inputs[split.rawValue] = score.inputs
      if split == .test { note(score.inputs, of: split) }
      let table = PredictionTable(
        classes: prepared.configuration.model.classes,
        model: prepared.configuration.model.kind.rawValue, split: split,
        run: run.url.lastPathComponent, inputs: prepared.configuration.inputs,
        rows: score.predictions)
      try table.write(to: run.predictions.appendingPathComponent("\(split.rawValue).jsonl"))
      let evaluation = try Evaluation(table)
      try folder(of: split).writeNumbers(of: evaluation)
      evaluations[split] = evaluation
      tables.append(table)
    }
    try RunFiles.writeJSON(inputs, to: run.inputs)
    do {
      for table in tables {
        if let split = table.split { try folder(of: split).write(table) }
      }
      try Gnuplot().drawTrainingCurves(
        try MetricsLog.read(run.metrics).compactMap(EpochPoint.init),
        title: "Model \(prepared.configuration.model.kind.rawValue)", to: run.evaluation)
    } catch let error as GnuplotError {
      // All numbers are written; a figure is no reason to call hours of training a failure.
      observe(.note("figures are missing: \(error)"))
    }
    return TrainingOutcome.Finished(
      bestEpoch: progress.best?.epoch ?? 0, epochs: progress.epoch, evaluations: evaluations)
  }

  private func folder(of split: Split) -> EvaluationFolder {
    EvaluationFolder(run.evaluation.appendingPathComponent(split.rawValue))
  }
}
