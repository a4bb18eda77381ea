import AttuneCore
import AttuneCorpus
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneTraining

/// One optimizer step: what may and what must not change it.
@Suite(
  .drawsRandomNumbers,
  .enabled(if: TinyRun.hasTokenizer, "the embedded text encoder is absent; run 'make setup'"))
struct TrainingStepTests {
  /// A group whose gradients all come out multiplied, as the sum over equal processes is.
  private struct EqualProcesses: TrainingGroup {
    let rank = 0
    let count: Int

    func sumGradients(of parameters: [NamedTensor]) throws {
      for parameter in parameters {
        try parameter.tensor.grad?.multiplyInPlace(by: Double(count))
      }
    }

    func sum(_ numbers: [Double]) -> [Double] { numbers.map { $0 * Double(count) } }
  }

  private struct Fixed {
    let prepared: PreparedRun
    let state: TrainingState
    let examples: [Example]
    let loss: any ClassificationLoss

    /// The state and the outcome after one step over the examples in batches of a size.
    func step(
      batchSize: Int, group: any TrainingGroup = SingleProcess()
    ) throws -> StepOutcome {
      let step = TrainingStep(
        model: prepared.model, state: state, loss: loss, mediaLossWeight: 0,
        schedule: LearningRateSchedule(.constant, warmupSteps: 0, totalSteps: 1),
        gradientClip: 1e9, device: .cpu, seed: 1, group: group)
      return try step(
        StepWork(
          batches: examples.chunks(of: batchSize), firstBatch: 0, turns: examples.count,
          weight: examples.reduce(0) { $0 + loss.weight(of: $1.label ?? 0) }))
    }
  }

  private func fixed(_ corpus: Corpus, in folder: URL, _ name: String) throws -> Fixed {
    let configuration = try TinyRun.configuration(.audio)
    let prepared = try PreparedRun.start(
      configuration, corpus: corpus, run: RunFolder(folder.appendingPathComponent(name)),
      cache: TinyRun.cache(folder), requiresMedia: false)
    let turns = Array((prepared.turns[.train] ?? []).prefix(6))
    var report = InputReport()
    let examples = try turns.map {
      try prepared.encoder.encode($0.conversation, $0.turn, report: &report)
    }
    let weights: [Float] = [0.5, 2, 1, 3, 0.25, 1.5, 4]
    return Fixed(
      prepared: prepared,
      state: TrainingState(
        store: prepared.store, optimizer: OptimizerGroups.optimizer(for: prepared),
        numClasses: configuration.model.classes.count),
      examples: examples, loss: CrossEntropyLoss(classWeights: weights))
  }

  @Test func `Small batches that are accumulated give the loss and gradients of the large one`()
    throws
  {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let large = try fixed(corpus, in: folder, "large").step(batchSize: 6)
      let small = try fixed(corpus, in: folder, "small").step(batchSize: 2)
      expectAllClose([Float(small.lossSum)], [Float(large.lossSum)])
      expectAllClose([Float(small.gradientNorm)], [Float(large.gradientNorm)])
      #expect(small.confusion == large.confusion)
    }
  }

  @Test func `Gradients and figures are summed over the processes before the norm is taken`()
    throws
  {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let alone = try fixed(corpus, in: folder, "alone").step(batchSize: 6)
      let three = try fixed(corpus, in: folder, "three")
        .step(batchSize: 6, group: EqualProcesses(count: 3))
      expectAllClose([Float(three.gradientNorm)], [Float(3 * alone.gradientNorm)])
      expectAllClose([Float(three.lossSum)], [Float(3 * alone.lossSum)])
      #expect(three.confusion == alone.confusion.map { $0.map { 3 * $0 } })
    }
  }
}
