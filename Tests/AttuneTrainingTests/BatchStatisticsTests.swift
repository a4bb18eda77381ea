import AttuneCore
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneTraining

@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct BatchStatisticsTests {
  /// Running statistics by path.
  private func statistics(_ prepared: PreparedRun) throws -> [String: [Float]] {
    var all: [String: [Float]] = [:]
    for buffer in prepared.store.buffers where buffer.path.contains(".running_") {
      all[buffer.path] = try buffer.tensor.floats()
    }
    return all
  }

  private func prepare(_ batchSize: Int, in folder: URL) throws -> PreparedRun {
    var configuration = try TinyRun.configuration(.video)
    configuration.training.batchSize = batchSize
    return try PreparedRun.start(
      configuration, corpus: TinyRun.corpus(in: folder),
      run: RunFolder(folder.appendingPathComponent("run\(batchSize)")),
      cache: TinyRun.cache(folder), requiresMedia: false)
  }

  private let precision = PrecisionScope(precision: .float32, device: .cpu)

  // A running mean starts at 0 and takes a tenth of each batch.
  @Test func `Statistics of one batch are that batch's, whatever they were before`() throws {
    try withTemporaryFolder { folder in
      let prepared = try prepare(100, in: folder)
      let turns = prepared.turns[.train] ?? []
      var report = InputReport()
      let examples = try turns.map {
        try prepared.encoder.encode($0.conversation, $0.turn, report: &report)
      }
      try withoutGradients {
        _ = try prepared.model.output(Batch(examples, device: .cpu), mode: .training)
      }
      var expected: [String: [Float]] = [:]
      for (path, values) in try statistics(prepared) {
        // A running variance starts at 1.
        let start: Float = path.hasSuffix("running_var") ? 0.9 : 0
        expected[path] = values.map { ($0 - start) * 10 }
      }
      #expect(!expected.isEmpty)
      try BatchStatistics(prepared: prepared, precision: precision).measure(over: turns)
      for (path, values) in try statistics(prepared) {
        expectAllClose(values, expected[path] ?? [], Tolerance(relative: 1e-3, absolute: 1e-4))
      }
    }
  }

  @Test func `Over several batches they are the mean, and a single row adds nothing`() throws {
    try withTemporaryFolder { folder in
      let prepared = try prepare(2, in: folder)
      let turns = Array((prepared.turns[.train] ?? []).prefix(5))
      let statistics = BatchStatistics(prepared: prepared, precision: precision)
      var sums: [String: [Float]] = [:]
      for part in [turns[0..<2], turns[2..<4]] {
        try statistics.measure(over: Array(part))
        for (path, values) in try self.statistics(prepared) {
          sums[path] = zip(sums[path] ?? values.map { _ in 0 }, values).map { $0 + $1 / 2 }
        }
      }
      try statistics.measure(over: turns)
      for (path, values) in try self.statistics(prepared) {
        expectAllClose(values, sums[path] ?? [], Tolerance(relative: 1e-3, absolute: 1e-4))
      }
    }
  }
}
