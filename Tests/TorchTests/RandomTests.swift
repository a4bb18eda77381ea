import AttuneTestSupport
import Testing
import Torch

@Suite(.drawsRandomNumbers) struct RandomTests {
  // torch.manual_seed(42); torch.empty(3).uniform_(0, 1); torch.empty(3).normal_()
  @Test func theSameSeedGivesPyTorchsNumbers() throws {
    try Torch.seed(42)
    try expectClose(.uniform([3]), [0.8822692632675171, 0.9150039553642273, 0.38286375999450684])
    try expectClose(.normal([3]), [-0.829319179058075, -1.6137069463729858, -0.21470452845096588])
  }

  @Test func aGeneratorOfItsOwnLeavesTheProcessesAlone() throws {
    try Torch.seed(1)
    let first = try Tensor.uniform([4]).floats()
    try Torch.seed(1)
    let own = try Tensor.uniform([4], seed: 42).floats()
    #expect(try Tensor.uniform([4]).floats() == first)
    #expect(try Tensor.uniform([4], seed: 42).floats() == own)
    #expect(try Tensor.uniform([4], seed: 43).floats() != own)
  }

  @Test func aRestoredStateGivesTheSameNumbersAgain() throws {
    try Torch.seed(3)
    _ = try Tensor.uniform([5])
    let state = try RandomState.save()
    let next = try [Tensor.uniform([7]), Tensor.ones([64]).dropout(0.5, training: true)]
      .map { try $0.floats() }
    try RandomState(bytes: state.bytes).restore()
    let again = try [Tensor.uniform([7]), Tensor.ones([64]).dropout(0.5, training: true)]
      .map { try $0.floats() }
    #expect(again == next)
  }

  @Test func bytesThatAreNoStateAreRefused() throws {
    let before = try RandomState.save()
    #expect(throws: TorchError.self) { try RandomState(bytes: [1, 2, 3]).restore() }
    #expect(throws: TorchError.self) { try RandomState(bytes: []).restore() }
    #expect(try RandomState.save() == before)
  }

  @Test func dropoutWorksInTrainingOnlyAndScalesWhatItKeeps() throws {
    let x = try Tensor.ones([1000])
    #expect(try x.dropout(0.5, training: false).floats() == x.floats())
    let dropped = try x.dropout(0.25, training: true)
    #expect(try Set(dropped.floats()) == [0, Float(1) / 0.75])
    #expect(try abs(dropped.mean().item() - 1) < 0.1)
    #expect(throws: TorchError.self) { try x.dropout(1.5, training: true) }
  }

  @Test(arguments: [DType.float32, .bfloat16, .float64])
  func dropoutDropsItsShareEverywhereAndWithoutAPattern(dtype: DType) throws {
    try Torch.seed(7)
    let (rows, columns) = (512, 384)
    let kept = try Tensor.ones([rows, columns], dtype: dtype).dropout(0.1, training: true).gt(0)
      .to(.float32)
    // Five standard deviations of a share of rows · columns, rows and columns elements.
    func tolerance(_ count: Int) -> Double { 5 * (0.09 / Double(count)).squareRoot() }
    #expect(try abs(kept.mean().item() - 0.9) < tolerance(rows * columns))
    #expect(
      try kept.mean(dims: [0]).floats().allSatisfy { abs(Double($0) - 0.9) < tolerance(rows) })
    #expect(
      try kept.mean(dims: [1]).floats().allSatisfy { abs(Double($0) - 0.9) < tolerance(columns) })
    let pairs =
      try kept.narrow(dim: 1, start: 0, length: columns - 1)
      * kept.narrow(dim: 1, start: 1, length: columns - 1)
    #expect(try abs(pairs.mean().item() - 0.81) < 2 * tolerance(rows * columns))
  }

  @Test func whatDropsDependsOnTheSeedAndNotOnTheNumberOfThreads() throws {
    let threads = Torch.threads
    defer { try? Torch.setThreads(threads) }
    let x = try Tensor.ones([300_000])
    func dropped(_ seed: UInt64) throws -> [Float] {
      try Torch.seed(seed)
      return try x.dropout(0.3, training: true).floats()
    }
    try Torch.setThreads(1)
    let one = try dropped(1)
    try Torch.setThreads(3)
    #expect(try dropped(1) == one)
    #expect(try dropped(2) != one)
    #expect(try x.dropout(1, training: true).floats().allSatisfy { $0 == 0 })
  }

  @Test func theGradientOfDropoutIsItsMask() throws {
    let x = try Tensor.ones([64]).requiresGrad(true)
    let y = try x.dropout(0.5, training: true)
    try y.sum().backward()
    #expect(try x.grad?.floats() == y.floats())
  }

  @Test func attentionWithNextToNoDropoutIsAttention() throws {
    let query = try wave([2, 2, 5, 4]).requiresGrad(true)
    let mask = try Tensor(
      [true, true, true, false, false, false, false, false, false, false],
      shape: [2, 1, 1, 5])
    func attend(_ dropout: Double) throws -> (Tensor, [Float]) {
      try query.setGrad(nil)
      let result = try Tensor.scaledDotProductAttention(
        query, query * 2, query.cos(), bias: mask, dropout: dropout, scale: 0.3)
      try (result * wave([2, 2, 5, 4])).sum().backward()
      return (result, try query.grad?.floats() ?? [])
    }
    let (plain, gradient) = try attend(0)
    let (dropped, droppedGradient) = try attend(1e-9)
    try expectClose(dropped, plain.floats())
    try expectClose(Tensor(droppedGradient, shape: [80]), gradient)
    let halved = try attend(0.5).0
    #expect(try halved.floats() != plain.floats())
    #expect(try halved.select(dim: 0, index: 1).floats().allSatisfy { $0 == 0 })
  }
}
