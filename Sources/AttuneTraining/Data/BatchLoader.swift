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
  /// - Parameters:
  ///   - occurrences: for each index, how often the turn was shown before; `nil` where each is
  ///     shown once.
  ///   - body: returns false to stop early.
  func forEach(
    _ groups: [[Int]], occurrences: [[Int]]? = nil, _ body: ([Example]) throws -> Bool
  ) throws {
    let occurrences = occurrences ?? groups.map { $0.map { _ in 0 } }
    var waiting = Array(zip(groups, occurrences))[...]
    var pending: [BackgroundWork<Loaded>] = []
    // Nothing goes on behind the back of a caller who stopped.
    defer { for work in pending { _ = work.result() } }
    func fill() {
      while pending.count < numWorkers, let next = waiting.popFirst() {
        pending.append(start(next.0, occurrences: next.1))
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

  private func start(_ indices: [Int], occurrences: [Int]) -> BackgroundWork<Loaded> {
    let chosen = zip(indices.map { turns[$0] }, occurrences).map { ($0, $1) }
    let (encoder, pass) = (encoder, pass)
    return BackgroundWork {
      var report = InputReport()
      var examples: [Example] = []
      for (reference, occurrence) in chosen {
        let example = try encoder.encode(
          reference.conversation, reference.turn, decodesSounds: pass.changesSounds,
          findsFaces: pass.findsFaces, report: &report)
        examples.append(
          encoder.completingTexts(of: try pass(example, occurrence: occurrence)))
      }
      return Loaded(examples: examples, report: report)
    }
  }
}
