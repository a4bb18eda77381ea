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

  // torch.nn.LSTM(2, 3, num_layers=2, bidirectional=True, batch_first=True) over a packed sequence
  // of lengths 2 and 4; parameter i is 0.5 · sin(0.3 · index + i), the input cos(0.5 · index).
  @Test func twoLayersBothWaysAreThoseOfPyTorch() throws {
    let shapes =
      [[12, 2], [12, 3], [12], [12], [12, 2], [12, 3], [12], [12]]
      + [[12, 6], [12, 3], [12], [12], [12, 6], [12, 3], [12], [12]]
    let weights = try shapes.enumerated().map { index, shape in
      let ramp = try Tensor.arange(shape.reduce(1, *)).to(.float32)
      return try ((ramp * 0.3 + Double(index)).sin() * 0.5).reshape(shape)
    }
    try weights[0].requiresGrad(true)
    let x = try (Tensor.arange(16).to(.float32) * 0.5).cos().reshape([2, 4, 2])
    let output = try x.lstm(
      lengths: [2, 4], weights: weights, numLayers: 2, bidirectional: true, dropout: 0,
      training: true)
    #expect(output.shape == [2, 4, 6])
    try expectClose(
      output.select(dim: 0, index: 0),
      [
        -0.011149423, -0.02397413, 0.04076199, -0.11091487, -0.15332419, -0.20824239,
        -0.027951727, -0.05148439, 0.085538216, -0.06892859, -0.09655276, -0.13577099,
      ] + [Float](repeating: 0, count: 12))
    try expectClose(
      output.select(dim: 0, index: 1).select(dim: 0, index: 3),
      [-0.03533096, -0.0749618, 0.1188007, -0.05337085, -0.09799327, -0.13551259])
    try output.sum().backward()
    let gradient = try #require(weights[0].grad)
    try expectClose(
      gradient.reshape([24]).narrow(dim: 0, start: 0, length: 4),
      [0.01277247, 0.011382613, 0.01921198, 0.017408008])
  }

  @Test(arguments: [[0], [-1], [1, 1], []])
  func lengthsThatDoNotFitTheRowsAreRefused(lengths: [Int]) throws {
    let weights = try weights(3, 4)
    let x = try Tensor.normal([1, 2, 3], seed: 7)
    let error = #expect(throws: TorchError.self) { try run(x, lengths, weights) }
    #expect(error?.code == .invalidArgument)
  }
}
