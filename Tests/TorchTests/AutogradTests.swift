import Testing
import Torch

@Suite struct AutogradTests {
  @Test func theGradientOfASquareIsTwiceTheNumber() throws {
    let x = try Tensor([1, -2, 3] as [Float], shape: [3]).requiresGrad(true)
    try (x * x).sum().backward()
    #expect(try x.grad?.floats() == [2, -4, 6])
  }

  @Test func nothingIsRecordedWithoutGradients() throws {
    let x = try Tensor([1, 2] as [Float], shape: [2]).requiresGrad(true)
    let y = try withoutGradients { try x * 2 }
    #expect(!y.requiresGrad)
    #expect(try (x * 2).requiresGrad)
  }
}
