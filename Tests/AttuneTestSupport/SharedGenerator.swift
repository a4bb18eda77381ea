import Testing

/// Keeps tests that draw from the process's one random generator from running side by side.
///
/// All test targets run in one process, and libtorch has one generator in it: a test that seeds it,
/// or that merely trains with dropout, would else change what another one draws. Every test or
/// suite that does either has the trait ``Trait/drawsRandomNumbers``.
public struct SharedGenerator: TestTrait, SuiteTrait, TestScoping {
  private static let turns = Turns()

  /// The trait of a suite is that of each of its tests.
  public var isRecursive: Bool { true }

  /// Runs a test when no other one of this trait runs.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    await Self.turns.take()
    do {
      try await function()
    } catch {
      await Self.turns.giveBack()
      throw error
    }
    await Self.turns.giveBack()
  }

  /// Lets one at a time through, in the order of arrival.
  private actor Turns {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
      guard isTaken else {
        isTaken = true
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
      if waiting.isEmpty {
        isTaken = false
      } else {
        waiting.removeFirst().resume()
      }
    }
  }
}

extension Trait where Self == SharedGenerator {
  /// The test seeds libtorch's generator or draws from it, so it runs alone among its like.
  public static var drawsRandomNumbers: Self { Self() }
}
