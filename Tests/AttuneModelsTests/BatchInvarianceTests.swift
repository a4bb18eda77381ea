import AttuneCore
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@Suite(.drawsRandomNumbers) struct BatchInvarianceTests {
  private func build(
    _ kind: ModelConfiguration.Kind, seed: UInt64 = 9
  ) throws -> (store: ParameterStore, model: any EmotionModel, batch: Batch) {
    let (store, model) = try ModelBuilder.build(.tiny(kind), inputs: .reference, seed: seed)
    let name = kind == .audio ? "audio" : "video"
    return (store, model, try Batch(ReferenceCase(name, in: .module)))
  }

  private func rows(_ logits: Tensor) throws -> [[Float]] {
    let values = try logits.floats()
    let width = logits.dim(1)
    return (0..<logits.dim(0)).map { Array(values[($0 * width)..<(($0 + 1) * width)]) }
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `A turn alone, without padding, gets what it gets in a batch`(
    kind: ModelConfiguration.Kind
  ) throws {
    let (_, model, batch) = try build(kind)
    let together = try rows(model(batch, mode: .evaluation))
    for turn in 0..<batch.size {
      let alone = try rows(model(batch.selecting([turn]), mode: .evaluation))
      expectAllClose(alone[0], together[turn], .float32Deep)
    }
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `A permuted batch gives permuted rows`(kind: ModelConfiguration.Kind) throws {
    let (_, model, batch) = try build(kind)
    let straight = try rows(model(batch, mode: .evaluation))
    let order = [2, 0, 1]
    let permuted = try rows(model(batch.selecting(order), mode: .evaluation))
    for (place, turn) in order.enumerated() {
      expectAllClose(permuted[place], straight[turn], .float32Deep)
    }
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `A missing medium, text or situation changes its own turn and no other`(
    kind: ModelConfiguration.Kind
  ) throws {
    let (_, model, batch) = try build(kind)
    let whole = try rows(model(batch, mode: .evaluation))
    func expectOnlyTurn(_ turn: Int, _ change: (inout Batch) -> Void) throws {
      var changed = batch
      change(&changed)
      let result = try rows(model(changed, mode: .evaluation))
      for row in 0..<batch.size {
        if row == turn {
          #expect(zip(result[row], whole[row]).contains { abs($0 - $1) > 1e-6 })
        } else {
          expectAllClose(result[row], whole[row], .float32Deep)
        }
      }
    }
    // Utterance 5 is the last one of turn 2.
    try expectOnlyTurn(2) { $0.texts[5] = nil }
    try expectOnlyTurn(0) { $0.contexts[0] = nil }
    try expectOnlyTurn(2) { batch in
      if kind == .audio {
        batch.sounds[0].rows.removeLast()
        batch.sounds[0].lengths.removeLast()
        batch.sounds[0].waveforms =
          (try? batch.sounds[0].waveforms.narrow(dim: 0, start: 0, length: 3))
          ?? batch.sounds[0].waveforms
      } else {
        batch.clips[0].rows.removeLast()
        batch.clips[0].pixelValues =
          (try? batch.clips[0].pixelValues.narrow(dim: 0, start: 0, length: 2))
          ?? batch.clips[0].pixelValues
      }
    }
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `A batch with nothing but metadata still has an answer`(
    kind: ModelConfiguration.Kind
  ) throws {
    var (_, model, batch) = try build(kind)
    batch.texts = batch.texts.map { _ in nil }
    batch.contexts = batch.contexts.map { _ in nil }
    (batch.sounds, batch.clips) = ([], [])
    #expect(try model(batch, mode: .evaluation).floats().allSatisfy(\.isFinite))
    try Torch.seed(1)
    #expect(try model(batch, mode: .training).floats().allSatisfy(\.isFinite))
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `A training batch of one turn runs, and gradients reach everything trained`(
    kind: ModelConfiguration.Kind
  ) throws {
    let (store, model) = try ModelBuilder.build(
      .tiny(kind, modalityDropout: 0), inputs: .reference, seed: 2)
    let batch = try Batch(ReferenceCase(kind == .audio ? "audio" : "video", in: .module))
    try Torch.seed(1)
    let logits = try model(batch.selecting([2]), mode: .training)
    try (logits * logits).sum().backward()
    try (model(batch, mode: .training).pow(2)).sum().backward()
    for parameter in store.parameters {
      #expect(
        (parameter.tensor.grad != nil) == parameter.tensor.requiresGrad, "\(parameter.path)")
    }
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `Training draws from the generator alone: the same seed gives the same numbers`(
    kind: ModelConfiguration.Kind
  ) throws {
    let (_, model, batch) = try build(kind)
    func draw(_ seed: UInt64) throws -> [Float] {
      try Torch.seed(seed)
      return try model(batch, mode: .training).floats()
    }
    let first = try draw(5)
    #expect(try draw(5) == first)
    #expect(try draw(6) != first)
  }

  @Test func `A batch that contradicts itself is an error`() throws {
    let (_, model, batch) = try build(.audio)
    var wrong = batch
    wrong.texts.removeLast()
    #expect(throws: BatchError.rows(part: "texts", count: 5, expected: 6)) {
      _ = try model(wrong, mode: .evaluation)
    }
    wrong = batch
    wrong.sounds[0].rows[0] = 6
    #expect(throws: BatchError.mediumRow(6, numUtterances: 6)) {
      _ = try model(wrong, mode: .evaluation)
    }
    wrong = batch
    wrong.sounds[0].rows[0] = 5
    #expect(throws: BatchError.mediumRow(5, numUtterances: 6)) {
      _ = try model(wrong, mode: .evaluation)
    }
    wrong = batch
    wrong.utteranceCounts = [3, 0, 3]
    #expect(throws: BatchError.emptyDialogue) { _ = try model(wrong, mode: .evaluation) }
  }
}
