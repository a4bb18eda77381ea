import Dispatch
import Synchronization

/// Work on all cores whose results do not depend on how many there are.
package enum Parallel {
  /// The results of `body` for 0..<count, in that order.
  ///
  /// Each call should last a millisecond or more; they run in any order, several at once.
  package static func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = body(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
