import Dispatch
import Synchronization

/// A value that is made on another thread and waited for once it is needed.
final class BackgroundWork<Value: Sendable>: Sendable {
  private let storage = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global().async { [self] in
      let result = Result(catching: body)
      storage.withLock { $0 = result }
      done.signal()
    }
  }

  /// Waits for the value.
  func result() -> Result<Value, any Error> {
    done.wait()
    done.signal()
    return storage.withLock { $0 } ?? .failure(CancellationError())
  }
}
