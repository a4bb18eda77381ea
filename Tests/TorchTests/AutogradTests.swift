import Testing
import Torch

@Suite struct AutogradTests {
  @Test func theGradientOfASquareIsTwiceTheNumber() throws {
    let x = try Tensor([1, -2, 3] as [Float], shape: [3]).requiresGrad(true)
    try (x * x).sum().backward()
    #expect(try x.grad?.floats() == [2, -4, 6])
  }

  @Test func gradientsAddUpUntilTheyAreDropped() throws {
    let x = try Tensor([1, 2] as [Float], shape: [2]).requiresGrad(true)
    for _ in 0..<2 { try (x * 3).sum().backward() }
    #expect(try x.grad?.floats() == [6, 6])
    try x.setGrad(nil)
    #expect(x.grad == nil)
  }

  // F.cross_entropy(logits, targets, weight=[1, 2, 0.5], label_smoothing=0.1)
  @Test func theGradientOfTheCrossEntropyIsPyTorchs() throws {
    let logits = try Tensor([1, 2, 3, 0.5, -1, 0] as [Float], shape: [2, 3]).requiresGrad(true)
    try logits.crossEntropy(
      Tensor([2, 0] as [Int64], shape: [2]),
      classWeights: Tensor([1, 2, 0.5] as [Float], shape: [3]), labelSmoothing: 0.1
    ).backward()
    let gradient = try #require(logits.grad)
    try expectClose(
      gradient, [0.011789327, 0.048008535, -0.059797838, -0.25178316, 0.03821166, 0.2135715])
  }

  @Test func aGradientMayBePropagatedFromManyNumbers() throws {
    let x = try Tensor([1, 2] as [Float], shape: [2]).requiresGrad(true)
    #expect(throws: TorchError.self) { try (x * x).backward() }
    try (x * x).backward(gradient: Tensor([1, 10] as [Float], shape: [2]))
    #expect(try x.grad?.floats() == [2, 40])
  }

  @Test func nothingIsRecordedWithoutGradients() throws {
    let x = try Tensor([1, 2] as [Float], shape: [2]).requiresGrad(true)
    let y = try withoutGradients { try x * 2 }
    #expect(!y.requiresGrad)
    #expect(try (x * 2).requiresGrad)
    #expect(throws: TorchError.self) { try withoutGradients { try x.reshape([7]) } }
    #expect(try (x * 2).requiresGrad)
  }

  @Test func detachedNumbersPassNoGradientOn() throws {
    let x = try Tensor([3] as [Float], shape: [1]).requiresGrad(true)
    try (x * x.detach()).sum().backward()
    #expect(try x.grad?.floats() == [3])
    #expect(try !x.detach().requiresGrad)
  }

  @Test func onlyLeavesOfFloatingPointNumbersCanRequireGradients() throws {
    #expect(throws: TorchError.self) { try Tensor.arange(3).requiresGrad(true) }
    let x = try Tensor.ones([2]).requiresGrad(true)
    #expect(throws: TorchError.self) { try (x * 2).requiresGrad(false) }
    #expect(try (x * 2).grad == nil)
  }

  @Test func aGradientThatDoesNotFitIsRefused() throws {
    let x = try Tensor.ones([2]).requiresGrad(true)
    #expect(throws: TorchError.self) { try x.setGrad(.ones([3])) }
    #expect(throws: TorchError.self) { try x.setGrad(.ones([2], dtype: .float64)) }
    #expect(x.grad == nil)
  }

  @Test func changesInPlaceAreNotRecorded() throws {
    let x = try Tensor.ones([2]).requiresGrad(true)
    try x.addInPlace(.ones([2]), alpha: 2)
    try x.multiplyInPlace(by: 2)
    #expect(try x.floats() == [6, 6])
    try x.interpolateInPlace(towards: .ones([2]), share: 0.25)
    #expect(try x.floats() == [4.75, 4.75])
    try x.interpolateInPlace(towards: .ones([2]), share: 1)
    #expect(try x.floats() == [1, 1])
    #expect(throws: TorchError.self) { try x.interpolateInPlace(towards: .ones([3]), share: 1) }
    try x.copyInPlace(from: Tensor([1, 2] as [Int64], shape: [2]))
    #expect(try x.floats() == [1, 2])
    #expect(throws: TorchError.self) { try x.copyInPlace(from: .ones([1])) }
    try (x * x).sum().backward()
    #expect(try x.grad?.floats() == [2, 4])
  }
}
