import AttuneTestSupport
import Testing
import Torch
import TorchNN

@Suite struct LossTests {
  private func check(_ loss: any ClassificationLoss, _ fixture: Fixture, _ name: String) throws {
    let logits = try fixture.input("logits")
    let value = try loss(logits, targets: fixture.tensor("inputs/targets"))
    try fixture.expect(value, "outputs/\(name)")
    try value.backward()
    try fixture.expect(logits.grad, "gradients/\(name)")
  }

  @Test(arguments: [
    ("plain", false, 0), ("smoothed", false, 0.1), ("weighted", true, 0),
    ("weighted_smoothed", true, 0.1),
  ])
  func `Cross entropy and its gradient are PyTorch's`(
    _ name: String, _ weighted: Bool, _ smoothing: Double
  ) throws {
    let fixture = try Fixture("cross_entropy")
    let weights = try fixture.tensor("inputs/weights").floats()
    try check(
      CrossEntropyLoss(classWeights: weighted ? weights : nil, labelSmoothing: smoothing),
      fixture, name)
  }

  @Test(arguments: [
    ("gamma0", 0.0, false), ("gamma1", 1, false), ("gamma2", 2, false), ("gamma2_alpha", 2, true),
  ])
  func `Focal loss and its gradient are those of the formula in PyTorch`(
    _ name: String, _ gamma: Double, _ weighted: Bool
  ) throws {
    let fixture = try Fixture("focal")
    let alpha = try fixture.tensor("inputs/weights").floats()
    try check(FocalLoss(gamma: gamma, alpha: weighted ? alpha : nil), fixture, name)
  }

  @Test(arguments: [0, 0.5, 1, 2, 5])
  func `Focal loss of a certain answer has a finite gradient`(_ gamma: Double) throws {
    let logits = try Tensor([1000, -1000, -1000, 1000] as [Float], shape: [2, 2])
    try logits.requiresGrad(true)
    let loss = try FocalLoss(gamma: gamma)(logits, targets: Tensor([Int64(0), 0], shape: [2]))
    try loss.backward()
    #expect(try loss.item().isFinite)
    #expect(try #require(logits.grad).floats().allSatisfy(\.isFinite))
  }

  @Test func `A class that does not exist is refused`() throws {
    let logits = try Tensor.zeros([2, 3])
    let targets = try Tensor([Int64(0), 3], shape: [2])
    #expect(throws: TorchError.self) { try CrossEntropyLoss()(logits, targets: targets) }
    #expect(throws: TorchError.self) { try FocalLoss()(logits, targets: targets) }
  }
}
