import AttuneModels

/// Encodes the turns of batches ahead of the model, on other threads.
///
/// Media are decoded or read from the cache while the model computes. The order is the given one,
/// however many threads there are.
final class BatchLoader {
  private let turns: [TurnReference]
  private let encoder: ExampleEncoder
  private let pass: EncodingPass
  private let numWorkers: Int
  /// What went into the model since the loader was made.
  private(set) var report = InputReport()

  private struct Loaded: Sendable {
    var examples: [Example]
    var report: InputReport
  }

  /// - Parameter numWorkers: groups that are encoded at the same time, at least 1.
  init(turns: [TurnReference], encoder: ExampleEncoder, pass: EncodingPass, numWorkers: Int) {
    self.turns = turns
    self.encoder = encoder
    self.pass = pass
    self.numWorkers = max(1, numWorkers)
  }

  /// Calls `body` with the examples of each group of indices in order.
  ///
  /// - Parameter body: returns false to stop early.
  func forEach(_ groups: [[Int]], _ body: ([Example]) throws -> Bool) throws {
    var waiting = groups[...]
    var pending: [BackgroundWork<Loaded>] = []
    // Nothing goes on behind the back of a caller who stopped.
    defer { for work in pending { _ = work.result() } }
    func fill() {
      while pending.count < numWorkers, let next = waiting.popFirst() {
        pending.append(start(next))
      }
    }
    fill()
    while let work = pending.first {
      pending.removeFirst()
      let loaded = try work.result().get()
      fill()
      report.merge(loaded.report)
      guard try body(loaded.examples) else { return }
    }
  }

  private func start(_ indices: [Int]) -> BackgroundWork<Loaded> {
    let chosen = indices.map { turns[$0] }
    let encoder = encoder
    return BackgroundWork {
      var report = InputReport()
      var examples: [Example] = []
      for reference in chosen {
        examples.append(
          try encoder.encode(reference.conversation, reference.turn, report: &report))
      }
      return Loaded(examples: examples, report: report)
    }
  }
}
