import Dispatch
import Foundation
import Synchronization

/// Collects the signals that a launcher passes on to its processes.
final class PassedSignals {
  private let received: ReceivedSignals
  private var sources: [any DispatchSourceSignal] = []

  /// Signals that wait to be passed on; shared with the queue on which they arrive.
  private final class ReceivedSignals: Sendable {
    let numbers = Mutex<[Int32]>([])
  }

  init() {
    let received = ReceivedSignals()
    self.received = received
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { received.numbers.withLock { $0.append(number) } }
      source.resume()
      sources.append(source)
    }
  }

  /// The signal that came first and was not handed out yet.
  func next() -> Int32? {
    received.numbers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
