import Foundation
import Testing
import Torch

// Expected numbers: torch.nn.functional.scaled_dot_product_attention on the same waves.
@Suite struct AttentionTests {
  let query: Tensor
  let key: Tensor
  let value: Tensor

  init() throws {
    query = try wave([1, 2, 3, 4])
    key = try query.cos()
    value = try query * 2
  }

  private func attend(_ bias: Tensor?, scale: Double? = nil) throws -> Tensor {
    try .scaledDotProductAttention(query, key, value, bias: bias, scale: scale)
  }

  @Test func attentionIsTheSoftmaxOfScaledScores() throws {
    let result = try attend(nil)
    #expect(result.shape == [1, 2, 3, 4])
    try expectClose(
      result.reshape([24]).narrow(dim: 0, start: 0, length: 6),
      [-0.23373188, 0.1845259, 0.51599866, 0.6047888, -0.16252436, 0.22224167])
  }

  @Test func aBooleanMaskAndItsAdditiveFormAgree() throws {
    let mask = try Tensor([true, true, false] as [Bool], shape: [1, 1, 1, 3])
    let bias = try Tensor([0, 0, -Float.infinity] as [Float], shape: [1, 1, 1, 3])
    let expected: [Float] = [0.34316674, 0.2691421, 0.0685359]
    for mask in [mask, bias] {
      try expectClose(attend(mask).reshape([24]).narrow(dim: 0, start: 0, length: 3), expected)
    }
    try expectClose(
      attend(mask, scale: 1).reshape([24]).narrow(dim: 0, start: 0, length: 3),
      [0.35133556, 0.24487862, 0.02325171])
  }

  @Test func whatIsMaskedChangesNothing() throws {
    let mask = try Tensor([true, true, false] as [Bool], shape: [1, 1, 1, 3])
    let before = try attend(mask).floats()
    let last = try Tensor([2] as [Int64], shape: [1])
    let noise = try Tensor.full([1, 2, 1, 4], 1e6)
    let otherKey = try key.indexCopy(dim: 2, index: last, source: noise)
    let otherValue = try value.indexCopy(dim: 2, index: last, source: noise)
    let after = try Tensor.scaledDotProductAttention(query, otherKey, otherValue, bias: mask)
    try expectClose(after, before)
  }

  @Test func aRowThatMayAttendToNothingIsZero() throws {
    let x = try query.clone().requiresGrad(true)
    for mask in [
      try Tensor([false, false, false] as [Bool], shape: [1, 1, 1, 3]),
      try Tensor.full([1, 1, 1, 3], -.infinity),
    ] {
      #expect(try attend(mask).floats().allSatisfy { $0 == 0 })
      try x.setGrad(nil)
      try Tensor.scaledDotProductAttention(x, key, value, bias: mask).sum().backward()
      #expect(try x.grad?.floats().allSatisfy { $0 == 0 } == true)
    }
  }
}
