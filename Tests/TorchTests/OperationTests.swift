import Testing
import Torch

@Suite struct OperationTests {
  private let x: Tensor
  private let y: Tensor

  init() throws {
    x = try Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])
    y = try Tensor([10, 20, 30] as [Float], shape: [3])
  }

  @Test func arithmeticBroadcasts() throws {
    #expect(try (x + y).floats() == [11, 22, 33, 14, 25, 36])
    #expect(try (y - x).floats() == [9, 18, 27, 6, 15, 24])
    #expect(try (x * y / y).floats() == x.floats())
    #expect(try (2 * x - 1 + 0.5).floats() == [1.5, 3.5, 5.5, 7.5, 9.5, 11.5])
    #expect(try (10 - x).floats() == [9, 8, 7, 6, 5, 4])
    #expect(try (-x / 2).floats() == [-0.5, -1, -1.5, -2, -2.5, -3])
  }

  @Test func wholeNumbersStayWholeBesideAWholeNumber() throws {
    let large = try Tensor([1 << 40, 3] as [Int64], shape: [2])
    #expect(try (large + 1).dtype == .int64)
    #expect(try (large + 1).int64s() == [1 << 40 + 1, 4])
    #expect(try (large * 2).int64s() == [1 << 41, 6])
    #expect(try (large - 1).gt(2).bools() == [true, false])
    #expect(try (large * 0.5).dtype == .float32)
    #expect(try (large / 2).dtype == .float32)
  }

  @Test func comparisonsGiveTruthValues() throws {
    #expect(try x.gt(3).bools() == [false, false, false, true, true, true])
    #expect(try x.eq(x).logicalAnd(x.lt(3)).bools() == [true, true, false, false, false, false])
    #expect(try x.lt(3).logicalNot().floats() == [0, 0, 1, 1, 1, 1])
  }

  @Test func reductionsGoOverTheNamedDimensions() throws {
    #expect(try x.sum().item() == 21)
    #expect(try x.sum(dims: [0]).floats() == [5, 7, 9])
    #expect(try x.mean(dims: [-1], keepDim: true).shape == [2, 1])
    #expect(try x.max(dims: [1]).floats() == [3, 6])
    #expect(try x.argmax(dim: 1).int64s() == [2, 2])
    #expect(try x.norm().item().rounded() == 10)
    try expectClose(x.variance(dims: [1]), [2.0 / 3, 2.0 / 3])
    try expectClose(x.softmax(dim: 1).sum(dims: [1]), [1, 1])
    try expectClose(x.logSoftmax(dim: 1).exp(), x.softmax(dim: 1).floats())
    #expect(try x.cumulativeSum(dim: 1).floats() == [1, 3, 6, 4, 9, 15])
  }

  @Test func matricesMultiply() throws {
    #expect(try x.matmul(x.transpose(0, 1)).floats() == [14, 32, 32, 77])
    #expect(try x.linear(weight: x, bias: nil).floats() == [14, 32, 32, 77])
    #expect(try x.matmul(y).floats() == [140, 320])
  }

  @Test func shapesChangeWithoutTheNumbers() throws {
    #expect(try x.reshape([3, -1]).floats() == [1, 2, 3, 4, 5, 6])
    #expect(try x.transpose(0, 1).floats() == [1, 4, 2, 5, 3, 6])
    #expect(try x.permute([1, 0]).shape == [3, 2])
    #expect(try x.unsqueeze(1).shape == [2, 1, 3])
    #expect(try x.unsqueeze(1).squeeze(1).shape == [2, 3])
    #expect(try y.expand([2, 3]).floats() == [10, 20, 30, 10, 20, 30])
    #expect(x.dim(-1) == 3)
    #expect(x.numElements == 6)
  }

  @Test func slicesAreCutAndJoined() throws {
    #expect(try x.narrow(dim: 1, start: 1, length: 2).floats() == [2, 3, 5, 6])
    #expect(try x.select(dim: 0, index: -1).floats() == [4, 5, 6])
    #expect(try x.chunk(3, dim: 1).map { try $0.floats() } == [[1, 4], [2, 5], [3, 6]])
    #expect(try x.split([1, 2], dim: 1).map(\.shape) == [[2, 1], [2, 2]])
    #expect(try Tensor.cat([x, x], dim: 1).shape == [2, 6])
    #expect(try Tensor.stack([y, y], dim: 1).floats() == [10, 10, 20, 20, 30, 30])
    #expect(throws: TorchError.self) { try Tensor.cat([]) }
    #expect(throws: TorchError.self) { try x.chunk(2, dim: 1) }
    #expect(try x.flip(dim: 1).floats() == [3, 2, 1, 6, 5, 4])
    #expect(try y.pad(dim: 0, before: 1, after: 2, value: 7).floats() == [7, 10, 20, 30, 7, 7])
    #expect(try x.pad(dim: 0, after: 1).floats() == [1, 2, 3, 4, 5, 6, 0, 0, 0])
  }

  @Test func indicesPickAndPlace() throws {
    let index = try Tensor([2, 0] as [Int64], shape: [2])
    #expect(try x.indexSelect(dim: 1, index: index).floats() == [3, 1, 6, 4])
    #expect(try y.indexCopy(dim: 0, index: index, source: .zeros([2])).floats() == [0, 20, 0])
    let twice = try Tensor([1, 1] as [Int64], shape: [2])
    #expect(try y.indexAdd(dim: 0, index: twice, source: .ones([2])).floats() == [10, 22, 30])
    #expect(try y.floats() == [10, 20, 30])
    #expect(try x.gather(dim: 1, index: index.reshape([2, 1])).floats() == [3, 4])
  }

  @Test func masksFillAndChoose() throws {
    let mask = try Tensor([true, false, false] as [Bool], shape: [3])
    #expect(try x.maskedFill(mask: mask, value: -.infinity).isFinite().floats().reduce(0, +) == 4)
    #expect(try Tensor.arange(3).maskedFill(mask: mask, value: 9).int64s() == [9, 1, 2])
    #expect(try Tensor.where(mask, x, .zeros([])).floats() == [1, 0, 0, 4, 0, 0])
    #expect(try x.clamp(minimum: 2, maximum: 4).floats() == [2, 2, 3, 4, 4, 4])
  }
}
