import AttuneTestSupport
import Testing
import Torch

@Suite(.drawsRandomNumbers) struct RecomputationTests {
  private func gradients(
    _ apply: (Tensor, @escaping (Tensor) throws -> Tensor) throws -> Tensor, inputNeedsOne: Bool
  ) throws -> [[Float]?] {
    let weight = try wave([4, 4]).requiresGrad(true)
    let x = try wave([3, 4]).requiresGrad(inputNeedsOne)
    try Torch.seed(11)
    let y = try apply(x) {
      try $0.matmul(weight).tanh().dropout(0.5, training: true).matmul(weight)
    }
    // Drawn after the layer, and before its backward pass.
    let later = try y.dropout(0.5, training: true)
    try later.sum().backward()
    let next = try Tensor.uniform([2]).floats()
    return [try weight.grad?.floats(), try x.grad?.floats(), try later.floats(), next]
  }

  @Test(arguments: [true, false])
  func gradientsAndRandomNumbersAreThoseOfAPlainCall(inputNeedsOne: Bool) throws {
    let plain = try gradients({ x, body in try body(x) }, inputNeedsOne: inputNeedsOne)
    let again = try gradients({ try $0.recomputing($1) }, inputNeedsOne: inputNeedsOne)
    #expect(plain == again)
    #expect(plain[0] != nil)
  }

  @Test func theBodyIsCalledAgainInTheBackwardPassAndGivenBack() throws {
    final class Token {}
    var calls = 0
    weak var kept: Token?
    do {
      let token = Token()
      kept = token
      let x = try wave([2, 2]).requiresGrad(true)
      let y = try x.recomputing { input in
        _ = token
        calls += 1
        return try input.tanh()
      }
      #expect(calls == 1)
      try y.sum().backward()
      #expect(calls == 2)
      try withoutGradients { _ = try x.recomputing { try $0.tanh() } }
    }
    #expect(kept == nil)
  }

  @Test func autocastIsInTheBackwardPassWhatItWas() throws {
    let weight = try wave([4, 4]).requiresGrad(true)
    var types: [DType] = []
    let y = try withAutocast(.bfloat16, on: .cpu) {
      try wave([3, 4]).recomputing { x in
        let product = try x.linear(weight: weight, bias: nil)
        types.append(product.dtype)
        return product
      }
    }
    try y.to(.float32).sum().backward()
    #expect(types == [.bfloat16, .bfloat16])
  }

  @Test func anErrorOfTheBodyComesBackAsItIs() throws {
    struct Refused: Error {}
    #expect(throws: Refused.self) { try wave([2]).recomputing { _ in throw Refused() } }
    var isSecond = false
    let x = try wave([2]).requiresGrad(true)
    let y = try x.recomputing { input in
      if isSecond { throw Refused() }
      isSecond = true
      return try input.tanh()
    }
    #expect(throws: TorchError.self) { try y.sum().backward() }
  }
}
