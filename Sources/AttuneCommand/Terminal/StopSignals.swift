import AttuneTraining
import Dispatch
import Foundation

/// Turns SIGINT and SIGTERM into a request that training answers at the end of its step.
///
/// A second signal ends the process at once.
final class StopSignals {
  /// What training looks at.
  let request = StopRequest()
  private var sources: [any DispatchSourceSignal] = []

  /// From now on there is no step to wait for: any signal ends the process.
  static func endAtOnce() {
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }

  /// - Parameter isQuiet: whether another process of the job speaks for this one.
  init(isQuiet: Bool = false) {
    let request = request
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if request.signal != nil { _exit(128 + number) }
        request.stop(because: number)
        guard !isQuiet else { return }
        StandardError.write("\nattune: stopping after this step; once more to stop at once")
      }
      source.resume()
      sources.append(source)
    }
  }
}
