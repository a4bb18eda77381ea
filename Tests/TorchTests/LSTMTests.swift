import Testing
import Torch

@Suite struct LSTMTests {
  private func weights(_ inputSize: Int, _ hiddenSize: Int) throws -> [Tensor] {
    var seed: UInt64 = 1
    return try (0..<2).flatMap { _ in
      try [
        [4 * hiddenSize, inputSize], [4 * hiddenSize, hiddenSize], [4 * hiddenSize],
        [4 * hiddenSize],
      ].map { shape in
        seed += 1
        return try Tensor.normal(shape, std: 0.3, seed: seed)
      }
    }
  }

  private func run(_ x: Tensor, _ lengths: [Int], _ weights: [Tensor]) throws -> Tensor {
    try x.lstm(
      lengths: lengths, weights: weights, numLayers: 1, bidirectional: true, dropout: 0,
      training: false)
  }

  @Test func paddingNeverChangesARealRow() throws {
    let weights = try weights(3, 4)
    let x = try Tensor.normal([3, 5, 3], seed: 7)
    let output = try run(x, [2, 5, 3], weights)
    for (row, length) in [2, 5, 3].enumerated() {
      let alone = try x.narrow(dim: 0, start: row, length: 1)
        .narrow(dim: 1, start: 0, length: length)
      let expected = try run(alone, [length], weights).floats()
      let inBatch = try output.select(dim: 0, index: row)
      let real = try inBatch.narrow(dim: 0, start: 0, length: length).floats()
      #expect(zip(real, expected).allSatisfy { abs($0 - $1) < 1e-6 })
      let padding = try inBatch.narrow(dim: 0, start: length, length: 5 - length).floats()
      #expect(padding.allSatisfy { $0 == 0 })
    }
  }

  @Test func aLengthBeyondThePaddingIsRefused() throws {
    let weights = try weights(3, 4)
    let x = try Tensor.normal([1, 2, 3], seed: 7)
    let error = #expect(throws: TorchError.self) { try run(x, [3], weights) }
    #expect(error?.code == .invalidArgument)
  }
}
