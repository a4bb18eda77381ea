import Testing
import Torch

@Suite struct AutocastTests {
  @Test func productsAreShortInsideAndParametersAndGradientsStayLong() throws {
    let weight = try wave([3, 4]).requiresGrad(true)
    let x = try wave([2, 4])
    #expect(Device.cpu.autocastDType == nil)
    let y = try withAutocast(.bfloat16, on: .cpu) {
      #expect(Device.cpu.autocastDType == .bfloat16)
      return try x.linear(weight: weight, bias: nil)
    }
    #expect(y.dtype == .bfloat16)
    try y.to(.float32).sum().backward()
    #expect(weight.grad?.dtype == .float32)
    #expect(try x.linear(weight: weight, bias: nil).dtype == .float32)
  }

  @Test func aScopeEndsAlsoWhenItsBodyThrowsAndAnInnerOneCanSwitchItOff() throws {
    let x = try wave([2, 2])
    try withAutocast(.bfloat16, on: .cpu) {
      let inner = try withAutocast(nil, on: .cpu) { try x.matmul(x) }
      #expect(inner.dtype == .float32)
      #expect(try x.matmul(x).dtype == .bfloat16)
    }
    #expect(throws: TorchError.self) {
      try withAutocast(.bfloat16, on: .cpu) { try x.matmul(Tensor.ones([3, 3])) }
    }
    #expect(Device.cpu.autocastDType == nil)
    #expect(throws: TorchError.self) { try withAutocast(.int64, on: .cpu) {} }
  }

  @Test func aWeightThatWasChangedIsCastAnewInTheNextScope() throws {
    let weight = try Tensor.ones([1, 1]).requiresGrad(true)
    let x = try Tensor.ones([1, 1])
    func product() throws -> Double {
      try withAutocast(.bfloat16, on: .cpu) {
        try x.linear(weight: weight, bias: nil).to(.float32).item()
      }
    }
    #expect(try product() == 1)
    try weight.fillInPlace(3)
    #expect(try product() == 3)
  }
}
