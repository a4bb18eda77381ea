import AttuneCore
import AttuneCorpus
import AttuneMedia
import AttuneModels
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
  private let featureCache: FeatureCache?
  private let requiresMedia: Bool
  private let stop: StopRequest
  private let group: any TrainingGroup
  private let observers: [any TrainingObserver]
  private let observe: (TrainingEvent) -> Void

  /// Creates a recipe.
  ///
  /// - Parameters:
  ///   - cache: keeps decoded media; `nil` decodes every time.
  ///   - featureCache: keeps what frozen layers make of inputs; `nil` computes it every time.
  ///   - requiresMedia: makes the first unusable medium an error instead of a counted absence.
  ///   - stop: looked at after every step.
  ///   - group: the processes that train together.
  ///   - observers: told what happens, on the calling thread; an error of theirs ends the training.
  ///   - observe: told after them.
  public init(
    corpus: Corpus, run: RunFolder, cache: MediaCache?, featureCache: FeatureCache? = nil,
    requiresMedia: Bool = false, stop: StopRequest = StopRequest(),
    group: any TrainingGroup = SingleProcess(),
    observers: [any TrainingObserver] = [], observe: @escaping (TrainingEvent) -> Void = { _ in }
  ) {
    self.corpus = corpus
    self.run = run
    self.cache = cache
    self.featureCache = featureCache
    self.requiresMedia = requiresMedia
    self.stop = stop
    self.group = group
    self.observers = observers
    self.observe = observe
  }

  /// Starts a new run.
  ///
  /// - Throws: ``TrainingError``, ``ConfigurationError`` or the error of a file or an encoder.
  public func start(_ configuration: RunConfiguration) throws -> TrainingOutcome {
    let prepared = try PreparedRun.start(
      configuration, corpus: corpus, run: run, cache: cache, requiresMedia: requiresMedia,
      group: group)
    return try train(prepared, from: nil)
  }

  /// Goes on with a run that was interrupted, from its newest checkpoint.
  ///
  /// - Parameter overrides: `key.path=value` arguments for keys that change no result, see
  ///   ``RunConfiguration/resuming(with:)``.
  /// - Throws: as ``start(_:)``, and if there is no run or its data have changed.
  public func resume(overrides: [String] = []) throws -> TrainingOutcome {
    let observers = allObservers
    let configuration = try PreparedRun.configuration(of: run).resuming(with: overrides)
    let checkpointer = checkpointer(configuration)
    checkpointer.removeLeftovers()
    let checkpoint = try checkpointer.newest { try observers.tell(.note($0)) }
    try checkpointer.requireBest(of: checkpoint?.progress)
    let prepared = try PreparedRun.reopen(
      configuration, corpus: corpus, run: run, cache: cache, requiresMedia: requiresMedia,
      isUntrained: checkpoint == nil, group: group)
    return try train(prepared, from: checkpoint)
  }

  private func checkpointer(_ configuration: RunConfiguration) -> Checkpointer {
    Checkpointer(
      run: run, pipeline: configuration.pipeline,
      everySteps: configuration.training.checkpointEverySteps, isWriter: group.isFirst)
  }

  /// Those who are told what happens: nobody, but in the process that speaks for all.
  private var allObservers: TrainingObservers {
    group.isFirst ? TrainingObservers(observers, observe) : TrainingObservers([]) { _ in }
  }

  private func train(
    _ prepared: PreparedRun, from checkpoint: Checkpoint?
  ) throws -> TrainingOutcome {
    let configuration = prepared.configuration
    // Averages of the weights begin with them.
    try group.broadcast(prepared.store.tensors)
    let state = try TrainingState(of: prepared)
    try checkpoint?.restore(state)
    try group.requireSame(step: state.progress.step, of: run)
    try group.follow(prepared.store.trainableParameters)
    var prepared = prepared
    if let featureCache { try prepared.keepFrozenFeatures(in: featureCache) }
    var observers = allObservers
    if group.isFirst {
      observers = observers.with(
        try RunLog(run, configuration, keepingThrough: state.progress) { observe(.note($0)) })
    }
    try observers.tell(.ready(TrainingSummary(prepared, resuming: state.progress)))
    for left in [
      corpus.leftOut, TurnReference.leftOut(of: corpus, classes: configuration.model.classes),
    ] {
      if let left { try observers.tell(.note(left)) }
    }

    let labels = (prepared.turns[.train] ?? []).map(\.label)
    let loss = LossChoice.loss(
      configuration.training, labels: labels, numClasses: configuration.model.classes.count)
    let signal = try TrainingLoop(
      prepared, state, loss: loss,
      wordLoss: try LossChoice.wordLoss(configuration, labels: labels),
      checkpointer: checkpointer(configuration),
      observers: observers, stop: stop, group: group
    ).run()
    if let signal {
      return .stopped(
        signal: signal, epoch: state.progress.epoch + 1, step: state.progress.step)
    }
    let finished = try FinalEvaluation(
      prepared: prepared, run: run,
      scoring: Scoring(
        prepared: prepared, loss: loss, keepsHidden: configuration.logging.hiddenStates,
        isForTables: true),
      observers: observers
    ).write(state.progress)
    try observers.tell(.finished(finished))
    return .finished(finished)
  }
}
