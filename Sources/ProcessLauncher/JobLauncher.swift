import Glibc

/// Runs a job: starts its processes, passes signals on, and ends all when one of them fails.
public struct JobLauncher {
  /// What is run.
  public let job: Job
  private let nextSignal: () -> Int32?
  private let tell: (JobEvent) -> Void

  /// How one attempt ended.
  private enum Ending {
    case done
    /// A signal that was passed on ended the processes; what they said.
    case stopped(ProcessEnding)
    case failed(ProcessEnding)
  }

  /// Prepares a job.
  ///
  /// - Parameters:
  ///   - nextSignal: hands out each signal that the processes shall get, then `nil`.
  ///   - tell: told what happens.
  public init(
    _ job: Job, nextSignal: @escaping () -> Int32? = { nil },
    tell: @escaping (JobEvent) -> Void = { _ in }
  ) {
    self.job = job
    self.nextSignal = nextSignal
    self.tell = tell
  }

  /// Runs the job to its end.
  ///
  /// Where a process fails, the others are killed: they could only wait for it. Then all are started
  /// again, as often as the job allows; not after wrong usage (status 64), which would only repeat
  /// itself, and not after a signal was passed on.
  ///
  /// - Returns: how the job ended; of a failure it is what ended the process that failed first.
  /// - Throws: ``LaunchError`` if a process cannot be started.
  public func run() throws(LaunchError) -> ProcessEnding {
    var restarts = 0
    while true {
      switch try attempt(restarts) {
      case .done: return .exited(0)
      case .stopped(let status): return status
      case .failed(let status):
        guard restarts < job.maxRestarts, status != .exited(Self.wrongUsage) else { return status }
        restarts += 1
        tell(.restarting(attempt: restarts, maximum: job.maxRestarts))
      }
    }
  }

  private static let wrongUsage: Int32 = 64

  private func attempt(_ restarts: Int) throws(LaunchError) -> Ending {
    var ranks: [SpawnedProcess] = []
    defer { for process in ranks { process.end() } }
    for rank in 0..<max(1, job.numProcesses) {
      let process = try SpawnedProcess(
        job.program, job.arguments, environment: job.environment(rank: rank, restarts: restarts))
      ranks.append(process)
      tell(.started(rank: rank, pid: process.pid))
    }
    var wasStopped = false
    while true {
      while let signal = nextSignal() {
        wasStopped = true
        for process in ranks { process.send(signal) }
      }
      let endings = ranks.map { $0.poll() }
      if let (rank, status) = Self.failure(endings, wasStopped: wasStopped) {
        let others = endings.count { $0 == nil }
        for process in ranks { process.end() }
        tell(.failed(rank: rank, pid: ranks[rank].pid, status, others: others))
        return wasStopped ? .stopped(status) : .failed(status)
      }
      if !endings.contains(nil) {
        let stopped = endings.compactMap { $0 }.first { !$0.isSuccess }
        return stopped.map(Ending.stopped) ?? .done
      }
      usleep(10_000)
    }
  }

  /// The process that failed, if one did: of several, one that a signal ended, since the others may
  /// have failed for the lack of it.
  private static func failure(
    _ endings: [ProcessEnding?], wasStopped: Bool
  ) -> (rank: Int, ProcessEnding)? {
    let failures = endings.enumerated().compactMap { rank, status -> (rank: Int, ProcessEnding)? in
      // Who was asked to stop says so: 128 + the signal's number, or its end by that very signal.
      guard let status, !status.isSuccess, !(wasStopped && status.code > 128) else { return nil }
      return (rank, status)
    }
    return failures.first { $0.1.code > 128 } ?? failures.first
  }
}
