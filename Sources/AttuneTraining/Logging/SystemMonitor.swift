import Foundation
import SystemMetrics

/// Samples the process and its machine while a run is trained.
final class SystemMonitor: TrainingObserver {
  private let configuration: LoggingConfiguration
  private let record: (SystemRecord) throws -> Void
  private var sampler: SystemSampler
  private var last: ContinuousClock.Instant?

  /// Creates a monitor.
  ///
  /// - Parameters:
  ///   - folder: the run's folder, of whose disk the free space is measured.
  ///   - record: keeps a sample.
  init(
    _ configuration: LoggingConfiguration, folder: URL,
    record: @escaping (SystemRecord) throws -> Void
  ) {
    self.configuration = configuration
    self.record = record
    sampler = SystemSampler(diskSpaceOf: folder)
    // Processor time counts from here.
    _ = sampler.sample()
  }

  func observe(_ event: TrainingEvent) throws {
    guard case .step(let metrics, _, _, _, _) = event, isDue(metrics.step) else { return }
    last = .now
    try record(
      SystemRecord(step: metrics.step, epoch: metrics.epoch, sample: sampler.sample()))
  }

  /// The first step is due as well: a short run has one sample at least.
  private func isDue(_ step: Int) -> Bool {
    let (steps, seconds) = (configuration.systemEverySteps, configuration.systemEverySeconds)
    if steps > 0, step % steps == 0 { return true }
    guard seconds > 0 else { return false }
    return last.map { .now - $0 >= .seconds(seconds) } ?? true
  }
}
