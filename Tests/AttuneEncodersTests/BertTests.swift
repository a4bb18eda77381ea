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
    let mask = try reference.input("attention_mask")
    let states = try bert(
      reference.input("input_ids"), attentionMask: mask,
      tokenTypeIDs: reference.input("token_type_ids"), mode: .evaluation)
    let pooled = try #require(try bert.pooledOutput(states))
    try reference.expect(pooled, "outputs/pooled")
    // What stands at padding means nothing, but is the same too.
    try reference.expect(output: Tensor.cat([states, pooled.unsqueeze(1)], dim: 1), store: store)
  }

  @Test func `Running from a later layer on gives what a whole run gives`() throws {
    let reference = try ReferenceCase("bert_gelu", in: .module)
    let ids = try reference.input("input_ids")
    let mask = try reference.input("attention_mask")
    func bert(frozen: Int) throws -> BertModel {
      let store = ParameterStore(sources: [try reference.source()])
      return try BertModel(.tiny(), numFrozenLayers: frozen, addsPooler: true, store.root)
    }
    let whole = try bert(frozen: 0)(ids, attentionMask: mask, mode: .evaluation).floats()
    for frozen in 1...3 {
      let bert = try bert(frozen: frozen)
      let states = try bert.frozenStates(ids, attentionMask: mask)
      #expect(!states.requiresGrad)
      let finished = try bert.finish(states, from: frozen, attentionMask: mask, mode: .evaluation)
      #expect(try finished.floats() == whole)
      #expect(try bert(ids, attentionMask: mask, mode: .evaluation).floats() == whole)
    }
  }

  @Test func `Frozen layers do not drop anything in training, the others do`() throws {
    let reference = try ReferenceCase("bert_gelu", in: .module)
    let ids = try reference.input("input_ids")
    let store = ParameterStore(sources: [try reference.source()])
    let bert = try BertModel(.tiny(), numFrozenLayers: 2, addsPooler: true, store.root)
    try Torch.seed(1)
    let first = try bert(ids, attentionMask: nil, mode: .training).floats()
    let second = try bert(ids, attentionMask: nil, mode: .training).floats()
    #expect(first != second)
    let states = try bert.frozenStates(ids, attentionMask: nil).floats()
    #expect(try bert.frozenStates(ids, attentionMask: nil).floats() == states)
  }

  @Test func `A longer neighbour changes no real token`() throws {
    let bert = try BertModel(.tiny(), ParameterStore(seed: 3).root)
    let alone = try bert(
      Tensor([1, 2, 3] as [Int64], shape: [1, 3]), attentionMask: nil, mode: .evaluation)
    let batch = try bert(
      Tensor([1, 2, 3, 9, 9, 4, 5, 6, 7, 8] as [Int64], shape: [2, 5]),
      attentionMask: Tensor(
        [true, true, true, false, false, true, true, true, true, true], shape: [2, 5]),
      mode: .evaluation)
    let row = try batch.select(dim: 0, index: 0).narrow(dim: 0, start: 0, length: 3)
    expectAllClose(try row.floats(), try alone.floats(), .float32Deep)
  }

  @Test func `A text beyond the position limit is an error, not a shorter text`() throws {
    let bert = try BertModel(.tiny(), ParameterStore().root)
    let ids = try Tensor([Int64](repeating: 1, count: 13), shape: [1, 13])
    #expect(throws: EncoderInputError.tooLong(encoder: "bert", length: 13, limit: 12)) {
      _ = try bert(ids, attentionMask: nil, mode: .evaluation)
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
    let mask = try reference.input("attention_mask")
    let states = try withoutGradients {
      try bert(reference.input("input_ids"), attentionMask: mask, mode: .evaluation)
    }
    try reference.expect(states.select(dim: 1, index: 0), "outputs/class_token")
    try reference.expect(bert.pooledOutput(states), "outputs/pooled")
    let weights = try mask.to(.float32).unsqueeze(2)
    try reference.expect(
      (states * weights).sum(dims: [1]) / weights.sum(dims: [1]), "outputs/mean")
  }
}
