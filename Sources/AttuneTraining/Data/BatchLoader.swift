import AttuneModels
import Synchronization

/// Encodes the turns of batches, one batch ahead of the model on another thread.
///
/// Media are decoded or read from the cache while the model computes; the order is the given one.
final class BatchLoader {
  private let turns: [TurnReference]
  private let encoder: ExampleEncoder
  /// What went into the model since the loader was made.
  private(set) var report = InputReport()

  private struct Loaded: Sendable {
    var examples: [Example]
    var report: InputReport
  }

  init(turns: [TurnReference], encoder: ExampleEncoder) {
    self.turns = turns
    self.encoder = encoder
  }

  /// Calls `body` with the examples of each group of indices in order.
  ///
  /// - Parameter body: returns false to stop early.
  func forEach(_ groups: [[Int]], _ body: ([Example]) throws -> Bool) throws {
    guard let first = groups.first else { return }
    var pending = start(first)
    for index in groups.indices {
      let loaded = try pending.result().get()
      if index + 1 < groups.count { pending = start(groups[index + 1]) }
      report.merge(loaded.report)
      guard try body(loaded.examples) else {
        if index + 1 < groups.count { _ = pending.result() }
        return
      }
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
