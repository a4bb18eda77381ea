import Synchronization

/// A word from outside that training should save and stop after its current step.
public final class StopRequest: Sendable {
  private let storage = Mutex<Int32?>(nil)

  /// Creates a request that has not been made yet.
  public init() {}

  /// The signal that asked for the stop, or `nil` while nobody did.
  public var signal: Int32? { storage.withLock { $0 } }

  /// Asks for the stop.
  public func stop(because signal: Int32) { storage.withLock { $0 = signal } }
}
