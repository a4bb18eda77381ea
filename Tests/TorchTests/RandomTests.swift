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
}
