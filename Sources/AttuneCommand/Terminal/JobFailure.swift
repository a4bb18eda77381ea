import Foundation
import Torch
import TorchDistributed

/// How a process of a job tells that it failed, so that the log names the one that failed first.
enum JobFailure {
  /// Waits before an error is told that is likely another process's as well.
  ///
  /// A process that lost another one only suffers: its launcher, which sees the other's end, ends it
  /// meanwhile. Where process 0 meets the same error as the others, as an unknown key, it speaks for
  /// them.
  ///
  /// - Returns: what to put before the error's words.
  static func prefix(afterWaitingFor error: any Error) -> String {
    guard let launch = try? LaunchEnvironment(), launch.worldSize > 1 else { return "" }
    let isSuffering = (error as? TorchError)?.code == .connectionLost
    StopSignals.endAtOnce()
    if isSuffering || launch.rank > 0 { Thread.sleep(forTimeInterval: isSuffering ? 3 : 1) }
    // Whoever lost a connection says himself who he is.
    return isSuffering ? "" : "rank \(launch.rank): "
  }
}
