import Foundation

/// Takes samples of the process and its machine.
public struct SystemSampler {
  private let folder: URL
  private let gpus = GPUMonitor()
  private var last: (clock: ContinuousClock.Instant, cpuSeconds: Double)?

  /// Creates a sampler.
  ///
  /// - Parameter folder: Where disk space is measured; it must exist when a sample is taken.
  public init(diskSpaceOf folder: URL) { self.folder = folder }

  /// Takes a sample; some microseconds, and a millisecond where there are GPUs.
  public mutating func sample() -> SystemSample {
    let status = ProcessStatus.read()
    let memory = SystemMemory.read()
    return SystemSample(
      cpuPercent: cpuPercent(), residentMiB: status.residentMiB,
      peakResidentMiB: status.peakResidentMiB, systemMemoryUsedMiB: memory.usedMiB,
      systemMemoryMiB: memory.totalMiB, loadAverage: Self.loadAverage(),
      diskFreeMiB: Self.diskFreeMiB(folder), gpus: gpus?.samples() ?? [])
  }

  private mutating func cpuPercent() -> Double? {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return nil }
    let now = (
      clock: ContinuousClock.now, cpuSeconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    )
    defer { last = now }
    guard let last else { return nil }
    let elapsed = (now.clock - last.clock) / .seconds(1)
    return elapsed > 0 ? (now.cpuSeconds - last.cpuSeconds) / elapsed * 100 : nil
  }

  private static func loadAverage() -> Double? {
    var value = 0.0
    return getloadavg(&value, 1) == 1 ? value : nil
  }

  private static func diskFreeMiB(_ folder: URL) -> Int? {
    var space = statvfs()
    guard statvfs(folder.path, &space) == 0 else { return nil }
    // What is left for one who is not root.
    return Int(Double(space.f_bavail) * Double(space.f_frsize) / 1_048_576)
  }
}
