import Testing
import Torch

@testable import AttuneExplanation

@Suite struct IntegratedGradientsTests {
  @Test(arguments: [1, 2, 5, 32, 64])
  func quadratureIsExactForPolynomials(steps: Int) {
    let nodes = IntegratedGradients.gaussLegendre(steps)
    #expect(abs(nodes.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    // Exact up to degree 2n − 1: the integral of x^d over 0…1 is 1 ÷ (d + 1).
    let degree = Double(2 * steps - 1)
    let power = nodes.reduce(0.0) { sum, node in
      sum + node.weight * (0..<2 * steps - 1).reduce(1) { value, _ in value * node.place }
    }
    #expect(abs(power - 1 / (degree + 1)) < 1e-12)
  }

  @Test func aLinearOutputGivesItsWeights() throws {
    let weights = try Tensor([2, -1, 0.5] as [Float], shape: [3])
    let attribution = try IntegratedGradients(steps: 1).attribute(
      from: Tensor([1, 1, 1] as [Float], shape: [3]),
      to: Tensor([3, 0, 1] as [Float], shape: [3])
    ) { try ($0 * weights).sum() }
    #expect(try attribution.values.floats() == [4, 1, 0])
    #expect(attribution.change == 5)
    #expect(attribution.sum == 5)
  }

  @Test func attributionsSumToTheChangeOfABentOutput() throws {
    let input = try Tensor([1.5, -2, 0.7, 3] as [Float], shape: [4])
    let mixture = try Tensor([1, 0.5, -1, 0.3] as [Float], shape: [4])
    let attribution = try IntegratedGradients(steps: 24).attribute(from: input * 0, to: input) {
      // One product makes the elements depend on each other.
      try (($0 * mixture).sum() + $0.select(dim: 0, index: 0) * $0.select(dim: 0, index: 1)).tanh()
    }
    #expect(abs(attribution.sum - attribution.change) < 1e-5)
    #expect(abs(attribution.change) > 0.1)
  }

  @Test func anOutputThatIgnoresItsInputAttributesNothing() throws {
    let input = try Tensor([1, 2] as [Float], shape: [2])
    let attribution = try IntegratedGradients(steps: 4).attribute(from: input * 0, to: input) {
      try ($0 * 0).sum()
    }
    #expect(try attribution.values.floats() == [0, 0])
    #expect(attribution.change == 0)
  }
}
