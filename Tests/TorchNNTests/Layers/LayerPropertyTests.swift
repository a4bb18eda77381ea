import AttuneTestSupport
import Testing
import Torch
import TorchNN

@Suite(.drawsRandomNumbers) struct LayerPropertyTests {
  @Test func `Dropout drops its share, keeps the mean, and does nothing in evaluation`() throws {
    let ones = try Tensor.ones([200, 500])
    let dropout = Dropout(0.2)
    let values = try dropout(ones, mode: .training).floats()
    let share = Double(values.count { $0 == 0 }) / Double(values.count)
    #expect(abs(share - 0.2) < 0.01)
    #expect(values.allSatisfy { $0 == 0 || abs($0 - 1.25) < 1e-6 })
    #expect(try dropout(ones, mode: .evaluation).floats().allSatisfy { $0 == 1 })
    #expect(try Dropout(0)(ones, mode: .training).floats().allSatisfy { $0 == 1 })
  }

  @Test func `Attention weights drop in training only`() throws {
    let store = ParameterStore()
    let layer = try MultiHeadAttention(8, numHeads: 2, dropout: 0.5, store.root)
    let x = try Tensor.normal([2, 5, 8], seed: 7)
    let first = try layer(x, mode: .training).floats()
    #expect(try layer(x, mode: .training).floats() != first)
    let second = try layer(x, mode: .evaluation).floats()
    #expect(try layer(x, mode: .evaluation).floats() == second)
  }

  @Test func `What stands in the padding changes no real step of an LSTM or of attention`() throws {
    let store = ParameterStore()
    let lstm = try LSTM(4, 3, numLayers: 2, bidirectional: true, store.root["lstm"])
    let attention = try MultiHeadAttention(4, numHeads: 2, store.root["attention"])
    let lengths = [2, 5]
    let real = try Tensor([2, 5].flatMap { n in (0..<5).map { $0 < n } } as [Bool], shape: [2, 5])
    let x = try Tensor.normal([2, 5, 4], seed: 7)
    let noise = try Tensor.normal([2, 5, 4], std: 100, seed: 8)
    let y = try Tensor.where(real.unsqueeze(2).expand([2, 5, 4]), x, noise)
    for (a, b) in [
      (
        try lstm(x, lengths: lengths, mode: .training),
        try lstm(y, lengths: lengths, mode: .training)
      ),
      (
        try attention(x, attentionMask: real, mode: .training),
        try attention(y, attentionMask: real, mode: .training)
      ),
    ] {
      for (row, length) in lengths.enumerated() {
        expectAllClose(
          try a.select(dim: 0, index: row).narrow(dim: 0, start: 0, length: length).floats(),
          try b.select(dim: 0, index: row).narrow(dim: 0, start: 0, length: length).floats())
      }
    }
  }

  @Test func `A row of an LSTM alone gives what it gives in a batch, and zeros behind its end`()
    throws
  {
    let lstm = try LSTM(4, 3, bidirectional: true, ParameterStore().root)
    let x = try Tensor.normal([3, 5, 4], seed: 7)
    let together = try lstm(x, lengths: [3, 1, 5], mode: .evaluation)
    for (row, length) in [3, 1, 5].enumerated() {
      let alone = try lstm(
        x.narrow(dim: 0, start: row, length: 1).narrow(dim: 1, start: 0, length: length),
        lengths: [length], mode: .evaluation)
      let part = try together.select(dim: 0, index: row)
      expectAllClose(
        try part.narrow(dim: 0, start: 0, length: length).floats(), try alone.floats())
      if length < 5 {
        let rest = try part.narrow(dim: 0, start: length, length: 5 - length).floats()
        #expect(rest.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test(arguments: [[0, 2], [2, 6], [2], [-1, 5]])
  func `Lengths that do not fit the batch of an LSTM are refused`(_ lengths: [Int]) throws {
    let lstm = try LSTM(4, 3, ParameterStore().root)
    let x = try Tensor.zeros([2, 5, 4])
    #expect(throws: TorchError.self) { try lstm(x, lengths: lengths, mode: .evaluation) }
  }

  @Test func `Ids outside the table of an embedding are refused`() throws {
    let embedding = try Embedding(3, 2, ParameterStore().root)
    for id: Int64 in [-1, 3] {
      #expect(throws: TorchError.self) { try embedding(Tensor([id], shape: [1])) }
    }
  }

  @Test func `A new weight-normalised kernel is its direction`() throws {
    let store = ParameterStore()
    let layer = try Conv1d(
      4, 6, .init(kernelSize: 5, groups: 2), normalization: .weightNorm, store.root)
    #expect(
      store.parameters.map(\.path)
        == ["parametrizations.weight.original1", "parametrizations.weight.original0", "bias"])
    expectAllClose(
      try layer.weight().detach().floats(), try store.parameters[0].tensor.detach().floats())
  }

  @Test func `A row without anything to attend to mixes nothing, and spoils no gradient`() throws {
    let store = ParameterStore()
    let layer = try MultiHeadAttention(8, numHeads: 2, store.root)
    let x = try Tensor.normal([2, 3, 8], seed: 7)
    let mask = try Tensor([true, true, false, false, false, false], shape: [2, 3])
    let output = try layer(x, attentionMask: mask, mode: .training)
    let values = try output.detach().floats()
    #expect(values.allSatisfy { $0.isFinite })
    // The biases are 0 at first.
    #expect(values[24...].allSatisfy { $0 == 0 })
    try (output * output).sum().backward()
    for parameter in store.parameters {
      let gradient = try #require(parameter.tensor.grad).floats()
      #expect(gradient.allSatisfy { $0.isFinite }, "\(parameter.path)")
    }
  }
}
