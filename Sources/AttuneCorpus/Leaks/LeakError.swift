/// A corpus that leaks, where no leak was allowed.
public struct LeakError: Error, CustomStringConvertible, Hashable {
  /// Path of the corpus.
  public let corpus: String
  /// How many leaks there are, at least one.
  public let count: Int
  /// What the first is, in words.
  public let first: String

  /// One line.
  public var description: String {
    "\(corpus): \(count) leak\(count == 1 ? "" : "s"), the first: \(first)"
  }
}

extension LeakReport {
  /// Lets only a corpus without a leak pass; warnings and notes are none.
  ///
  /// - Parameter corpus: the corpus's path, for the error.
  /// - Throws: ``LeakError`` that counts the leaks and names the first.
  public func requireNoLeak(in corpus: String) throws(LeakError) {
    let leaks = findings(.leak)
    guard let first = leaks.first else { return }
    throw LeakError(corpus: corpus, count: leaks.count, first: first.message)
  }
}
