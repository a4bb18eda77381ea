import AttuneModels

/// All that a run writes down of itself: `metrics.jsonl`, TensorBoard's events, and samples of the
/// machine in both.
struct RunLog: TrainingObserver {
  private let observers: [any TrainingObserver]

  /// Opens the logs and drops what lies after the state from which training goes on.
  ///
  /// - Parameter note: told what is missing from a log, in a sentence.
  init(
    _ run: RunFolder, _ configuration: RunConfiguration, keepingThrough progress: TrainingProgress,
    note: @escaping (String) -> Void
  ) throws {
    let logging = configuration.logging
    let metrics = try MetricsLog(run.metrics, keepingThrough: progress)
    let events =
      try logging.tensorboard
      ? TensorBoardLog(run, configuration, from: progress.step + 1, note: note) : nil
    let monitor = SystemMonitor(logging, folder: run.url) { record in
      try metrics.append(.system(record))
      try events?.add(record)
    }
    observers = [metrics] + [events].compactMap(\.self) + [monitor]
  }

  func observe(_ event: TrainingEvent) throws {
    for observer in observers { try observer.observe(event) }
  }
}
