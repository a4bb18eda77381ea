import AttuneEncoders
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@Suite struct BertTests {
  @Test(arguments: [
    ("bert_gelu", Activation.gelu), ("bert_gelu_new", .geluNew), ("bert_relu", .relu),
  ])
  func `Hidden states, pooled output and gradients are those of transformers`(
    name: String, activation: Activation
  ) throws {
    let reference = try ReferenceCase(name, in: .module)
    let store = ParameterStore(sources: [try reference.source()])
    let bert = try BertModel(.tiny(activation), addsPooler: true, store.root)
    let texts = try reference.texts()
    let types = try reference.packed("token_type_ids")
    let states = try bert(texts, tokenTypeIDs: types, mode: .evaluation)
    let pooled = try #require(try bert.pooledOutput(states))
    try reference.expect(pooled, "outputs/pooled")
    try reference.expect(output: Tensor.cat([states.hiddenStates, pooled], dim: 0), store: store)
  }

  @Test func `Running from a later layer on gives what a whole run gives`() throws {
    let reference = try ReferenceCase("bert_gelu", in: .module)
    let texts = try reference.texts()
    func bert(frozen: Int) throws -> BertModel {
      let store = ParameterStore(sources: [try reference.source()])
      return try BertModel(.tiny(), numFrozenLayers: frozen, addsPooler: true, store.root)
    }
    let whole = try bert(frozen: 0)(texts, mode: .evaluation).hiddenStates.floats()
    for frozen in 1...3 {
      let bert = try bert(frozen: frozen)
      let states = try bert.frozenStates(texts)
      #expect(!states.hiddenStates.requiresGrad)
      #expect(try bert.finish(states, mode: .evaluation).hiddenStates.floats() == whole)
      #expect(try bert(texts, mode: .evaluation).hiddenStates.floats() == whole)
    }
  }

  @Test(.drawsRandomNumbers)
  func `Frozen layers do not drop anything in training, the others do`() throws {
    let reference = try ReferenceCase("bert_gelu", in: .module)
    let texts = try reference.texts()
    let store = ParameterStore(sources: [try reference.source()])
    let bert = try BertModel(.tiny(), numFrozenLayers: 2, addsPooler: true, store.root)
    func states() throws -> [Float] { try bert(texts, mode: .training).hiddenStates.floats() }
    try Torch.seed(1)
    #expect(try states() != states())
    func frozen() throws -> [Float] { try bert.frozenStates(texts).hiddenStates.floats() }
    #expect(try frozen() == frozen())
    // The embeddings can be frozen alone.
    let embeddings = try BertModel(.tiny(), freezesEmbeddings: true, ParameterStore().root)
    #expect(embeddings.frozenPaths == ["embeddings"])
    #expect(try !embeddings.frozenStates(texts).hiddenStates.requiresGrad)
  }

  @Test func `Neighbours of any length change no text`() throws {
    let bert = try BertModel(.tiny(), ParameterStore(seed: 3).root)
    let texts: [[Int32]] = [
      [1, 2, 3], [4, 5, 6, 7, 8], [9], [2, 2, 3, 1, 4, 5, 6, 7, 8, 9, 1, 2], [3, 1, 4, 1],
    ]
    let together = try bert(PackedTexts(texts, device: .cpu), mode: .evaluation)
    var start = 0
    for text in texts {
      let alone = try bert(PackedTexts([text], device: .cpu), mode: .evaluation).hiddenStates
      let rows = try together.hiddenStates.narrow(dim: 0, start: start, length: text.count)
      expectAllClose(try rows.floats(), try alone.floats(), .float32Deep)
      start += text.count
    }
  }

  @Test func `No text and an empty text are errors`() {
    #expect(throws: EncoderInputError.self) { try PackedTexts([], device: .cpu) }
    #expect(throws: EncoderInputError.self) { try PackedTexts([[1], []], device: .cpu) }
  }

  @Test func `A text beyond the position limit is an error, not a shorter text`() throws {
    let bert = try BertModel(.tiny(), ParameterStore().root)
    let texts = try PackedTexts([[1], [Int32](repeating: 1, count: 13)], device: .cpu)
    #expect(throws: EncoderInputError.tooLong(encoder: "bert", length: 13, limit: 12)) {
      _ = try bert(texts, mode: .evaluation)
    }
  }

  static let folder = try? EncoderLocator().folder(of: "all-MiniLM-L6-v2")

  @Test(.enabled(if: folder != nil, "all-MiniLM-L6-v2 is absent"))
  func `MiniLM with its real weights gives what transformers gives`() throws {
    let folder = EncoderFolder(try #require(Self.folder))
    let reference = try ReferenceCase("minilm", in: .module)
    let store = ParameterStore(sources: [
      try folder.source(.bert(readsPooler: true), prefix: "text_encoder")
    ])
    let bert = try BertModel(
      folder.bertConfiguration(), addsPooler: true, store.root["text_encoder"])
    try store.verify()
    let states = try withoutGradients { try bert(reference.texts(), mode: .evaluation) }
    try reference.expect(states.first(), "outputs/class_token")
    try reference.expect(bert.pooledOutput(states), "outputs/pooled")
    try reference.expect(states.mean(), "outputs/mean")
  }
}

extension ReferenceCase {
  /// What stands before the padding in each row of an input, one row after another.
  fileprivate func packed(_ name: String) throws -> Tensor {
    let values = zip(try input(name).int64s(), try bools("attention_mask")).filter(\.1).map(\.0)
    return try Tensor(values, shape: [values.count])
  }

  fileprivate func texts() throws -> PackedTexts {
    let (ids, mask) = (try input("input_ids"), try bools("attention_mask"))
    let width = ids.dim(1)
    let rows = try ids.int64s().map(Int32.init)
    return try PackedTexts(
      (0..<ids.dim(0)).map { row in
        (row * width..<(row + 1) * width).filter { mask[$0] }.map { rows[$0] }
      }, device: .cpu)
  }
}
