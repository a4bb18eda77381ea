import Foundation

/// How often a failure that may pass is tried again, and after how long.
public struct RetryPolicy: Sendable {
  /// How long to wait before each further attempt, in seconds; their number is that of attempts.
  public var delaysSeconds: [Double]
  /// An attempt that brought so many bytes was none in vain: counting starts again.
  public var fruitfulBytes: Int
  /// Waits.
  public var pause: @Sendable (_ seconds: Double) -> Void

  /// Creates a policy; the defaults wait 15 seconds in all.
  public init(
    delaysSeconds: [Double] = [1, 2, 4, 8], fruitfulBytes: Int = 1 << 20,
    pause: @escaping @Sendable (_ seconds: Double) -> Void = { Thread.sleep(forTimeInterval: $0) }
  ) {
    self.delaysSeconds = delaysSeconds
    self.fruitfulBytes = fruitfulBytes
    self.pause = pause
  }
}

/// A failure that another attempt may mend.
struct PassingFailure: Error {
  let url: String
  let reason: String
  /// How long the hub asks to wait, in seconds.
  var askedSeconds: Double?
  /// How much the attempt brought nevertheless.
  var numBytes = 0
}

extension RetryPolicy {
  /// Runs `attempt` until it succeeds, fails for good, or has failed too often.
  ///
  /// - Throws: ``HubError/unreachable(url:attempts:reason:)``, or what `attempt` throws besides
  ///   ``PassingFailure``.
  func callAsFunction<Result>(
    notify: (FetchEvent) -> Void, _ attempt: () throws -> Result
  ) throws -> Result {
    var numFailures = 0
    while true {
      do {
        return try attempt()
      } catch let failure as PassingFailure {
        if failure.numBytes >= fruitfulBytes { numFailures = 0 }
        guard numFailures < delaysSeconds.count else {
          throw HubError.unreachable(
            url: failure.url, attempts: numFailures + 1, reason: failure.reason)
        }
        // A hub that asks for an hour is as good as one that cannot be reached.
        let seconds = max(delaysSeconds[numFailures], min(failure.askedSeconds ?? 0, 60))
        numFailures += 1
        notify(.retrying(reason: failure.reason, afterSeconds: seconds))
        pause(seconds)
      }
    }
  }
}
