import AttuneCore
import AttuneCorpus
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneTraining

@Suite(.enabled(if: TinyRun.hasTokenizer, "needs the text encoder; run 'make setup'"))
struct BatchLoaderTests {
  private func loader(in folder: URL, numWorkers: Int) throws -> (BatchLoader, [TurnReference]) {
    let corpus = try TinyRun.corpus(in: folder)
    let prepared = try PreparedRun.start(
      TinyRun.configuration(.audio), corpus: corpus,
      run: RunFolder(folder.appendingPathComponent("run\(numWorkers)")), cache: nil,
      requiresMedia: false)
    let turns = prepared.turns[.train] ?? []
    return (
      BatchLoader(
        turns: turns, encoder: prepared.encoder, pass: .scoring, numWorkers: numWorkers), turns
    )
  }

  @Test(arguments: [1, 2, 5]) func `The order is the given one, however many workers there are`(
    numWorkers: Int
  ) throws {
    try withTemporaryFolder { folder in
      let (loader, turns) = try loader(in: folder, numWorkers: numWorkers)
      let groups = [[2, 0], [1], [3, 4, 5], [6]]
      var seen: [[String]] = []
      try loader.forEach(groups) {
        seen.append($0.map(\.conversation))
        return true
      }
      #expect(seen == groups.map { $0.map { turns[$0].conversation.key } })
      #expect(loader.report.turns == 7)
    }
  }

  @Test func `Whoever stops gets no more, and the report holds only what was given`() throws {
    try withTemporaryFolder { folder in
      let (loader, _) = try loader(in: folder, numWorkers: 3)
      var count = 0
      try loader.forEach([[0], [1, 2], [3], [4]]) { _ in
        count += 1
        return count < 2
      }
      #expect(count == 2 && loader.report.turns == 3)
    }
  }
}
