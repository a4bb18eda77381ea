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

    var device: Device? { nil }
    func follow(_ parameters: [NamedTensor]) {}
    func maximum(_ numbers: [Double]) -> [Double] { numbers }
    func broadcast(_ tensors: [NamedTensor]) {}
    func gather(_ bytes: [UInt8]) -> [[UInt8]] { [[UInt8]](repeating: bytes, count: count) }
  }

  private struct Fixed {
    let prepared: PreparedRun
    let state: TrainingState
    let examples: [Example]
    let loss: any ClassificationLoss

    /// The outcome of one step over the examples in batches of a size.
    func step(
      batchSize: Int = 6, group: any TrainingGroup = SingleProcess(), rDrop: Double = 0,
      mixup: Double = 0, mediaLoss: Double = 0
    ) throws -> StepOutcome {
      let objective = TrainingObjective(
        model: prepared.model, loss: loss, wordLoss: nil, wordShare: 1, mediaLossWeight: mediaLoss,
        rDrop: rDrop, mixup: mixup,
        precision: PrecisionScope(precision: .float32, device: .cpu))
      var configuration = prepared.configuration.training
      configuration.warmupSteps = 0
      let step = TrainingStep(
        state: state, objective: objective,
        schedule: TrainingSchedule(configuration, stepsPerEpoch: 4),
        gradientClip: 1e9, device: .cpu, seed: 1, group: group)
      return try step(
        StepWork(
          batches: examples.chunks(of: batchSize), firstBatch: 0, turns: examples.count,
          weight: examples.reduce(0) { $0 + loss.weight(of: $1.label ?? 0) }))
    }

    var weights: [[Float]] {
      get throws { try prepared.store.tensors.map { try $0.tensor.detach().floats() } }
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
      prepared: prepared, state: try TrainingState(of: prepared), examples: examples,
      loss: CrossEntropyLoss(classWeights: weights))
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

  @Test func `Two passes that agree cost R-Drop nothing`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      // Without dropout both passes are the same.
      let once = try fixed(corpus, in: folder, "once").step(mediaLoss: 0.5)
      let twice = try fixed(corpus, in: folder, "twice").step(rDrop: 5, mediaLoss: 0.5)
      expectAllClose([Float(twice.lossSum)], [Float(once.lossSum)])
      expectAllClose([Float(twice.gradientNorm)], [Float(once.gradientNorm)])
    }
  }

  @Test func `Mixed features give another loss, and the same one again`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let plain = try fixed(corpus, in: folder, "plain").step()
      let mixed = try fixed(corpus, in: folder, "mixed").step(mixup: 0.4)
      let again = try fixed(corpus, in: folder, "again").step(mixup: 0.4)
      #expect(mixed.lossSum != plain.lossSum && mixed.lossSum == again.lossSum)
    }
  }

  @Test func `A scaled loss gives the weights of an unscaled one`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let (plain, scaled) = (
        try fixed(corpus, in: folder, "plain"), try fixed(corpus, in: folder, "scaled")
      )
      scaled.state.progress.scaler = LossScaler(scale: 1024)
      let (first, second) = (try plain.step(), try scaled.step())
      #expect(second.lossScale == 1024 && first.lossScale == nil)
      // The scale is a power of two, so nothing is rounded otherwise.
      #expect(first.gradientNorm == second.gradientNorm)
      #expect(try plain.weights == scaled.weights)
    }
  }

  @Test func `Gradients that overflow leave the weights alone and lower the scale`() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let fixed = try fixed(corpus, in: folder, "run")
      let before = try fixed.weights
      fixed.state.progress.scaler = LossScaler(scale: 0x1p130)
      let outcome = try fixed.step()
      #expect(outcome.isSkipped && !outcome.gradientNorm.isFinite)
      #expect(try fixed.weights == before)
      #expect(fixed.state.progress.scaler?.scale == 0x1p129)
      #expect(try fixed.state.optimizer.state().isEmpty)
      fixed.state.progress.scaler = LossScaler(scale: 64)
      #expect(try fixed.step().isFinite)
      #expect(try fixed.weights != before)
    }
  }
}
