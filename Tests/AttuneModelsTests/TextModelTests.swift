import AttuneCore
import AttuneEncoders
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneModels

@Suite(.drawsRandomNumbers) struct TextModelTests {
  private func metadata(_ count: Int) throws -> MetadataBatch {
    let pair = try Tensor([Int64](repeating: 1, count: 2 * count), shape: [count, 2])
    let one = try Tensor([Int64](repeating: 1, count: count), shape: [count])
    return MetadataBatch(
      age: pair, gender: pair, timbre: pair, profileID: pair, topic: one, eventScenario: one,
      emotionCause: one, goalToResponse: one)
  }

  private func batch(_ texts: [TextInput?]) throws -> Batch {
    Batch(
      texts: texts, utteranceCounts: texts.map { _ in 1 },
      roles: try Tensor([Int64](repeating: 0, count: texts.count), shape: [texts.count]),
      contexts: texts.map { _ in nil }, sounds: [], clips: [], metadata: try metadata(texts.count),
      labels: nil)
  }

  private func model(
    _ change: (inout ModelConfiguration) -> Void = { _ in }
  ) throws -> (ParameterStore, any EmotionModel) {
    var configuration = ModelConfiguration.tiny(.text)
    change(&configuration)
    return try ModelBuilder.build(configuration, inputs: .honest, seed: 5)
  }

  @Test func `A text alone gets what it gets among others, and an absent one its stand-in`() throws
  {
    let (_, model) = try model()
    let texts: [TextInput?] = [.tokens([1, 2, 3]), nil, .tokens([4, 5, 6, 7, 8, 9, 1])]
    let together = try model(batch(texts), mode: .evaluation)
    for (row, text) in texts.enumerated() {
      let alone = try model(batch([text]), mode: .evaluation)
      expectAllClose(
        try alone.floats(), try together.select(dim: 0, index: row).floats(), .float32Deep)
    }
    let absent = try together.select(dim: 0, index: 1).floats()
    #expect(try together.select(dim: 0, index: 0).floats() != absent)
  }

  @Test func `Frozen states go on where the tokens' own would`() throws {
    let (store, model) = try model()
    let reader = try TextReader(
      ModelConfiguration.tiny(.text).text,
      ParameterStore(
        sources: [
          ParameterSource(
            prefix: "", tensors: TensorTable(store.parameters, location: "test"), leftOver: ["**"])
        ]
      ).root["text_encoder"])
    let ids: [[Int32]] = [[1, 2, 3], [4, 5, 6, 7, 8, 9, 1]]
    let frozen = try ids.map {
      TextInput.frozen(
        try FrozenFeatures(
          reader.encoder.frozenStates(.init([$0], device: .cpu)).hiddenStates))
    }
    let expected = try model(batch(ids.map { .tokens($0) }), mode: .evaluation).floats()
    for texts in [frozen, [frozen[0], .tokens(ids[1])], [.tokens(ids[0]), frozen[1]]] {
      #expect(texts.map(\.numTokens) == [3, 7])
      expectAllClose(try model(batch(texts), mode: .evaluation).floats(), expected, .float32Deep)
    }
  }

  @Test func `A class is as probable as its words together`() throws {
    let (_, model) = try model {
      $0.classes = Emotion.classNames
      $0.words = "avamerg-32-to-7"
    }
    let output = try model.output(batch([.tokens([1, 2]), .tokens([3])]), mode: .evaluation)
    let words = try #require(output.words)
    #expect(words.shape == [2, 32])
    let wordProbabilities = try words.softmax(dim: 1).floats()
    let classes = try output.logits.softmax(dim: 1).floats()
    for (row, column) in [(0, 0), (0, 4), (1, 2), (1, 6)] {
      let sum = LabelMap.avamerg.words.enumerated()
        .filter { LabelMap.avamerg.emotion(of: $0.element)?.rawValue == Emotion.classNames[column] }
        .reduce(Float(0)) { $0 + wordProbabilities[row * 32 + $1.offset] }
      #expect(abs(classes[row * 7 + column] - sum) < 1e-6)
    }
  }

  @Test func `A label map that does not exist or lacks a class is an error`() {
    #expect(throws: ModelConfigurationError.self) { try self.model { $0.words = "none" } }
    #expect(throws: ModelConfigurationError.self) {
      try self.model { $0.words = "avamerg-32-to-7" }
    }
  }

  @Test func `A turn of several texts belongs to another model`() throws {
    let (_, model) = try model()
    var wrong = try batch([.tokens([1]), .tokens([2])])
    wrong.utteranceCounts = [2]
    #expect(throws: BatchError.self) { try model(wrong, mode: .evaluation) }
  }
}
