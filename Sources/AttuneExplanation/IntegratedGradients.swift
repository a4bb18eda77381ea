import Foundation
import Torch

/// How much each element of an input moved an output: integrated gradients (Sundararajan, Taly and Yan
/// 2017, arXiv:1703.01365).
///
/// The attributions of all elements sum to the change of the output from the baseline to the input.
/// How nearly they do depends on the number of steps, so both are told.
public struct IntegratedGradients {
  /// Elements and what they sum to.
  public struct Attribution {
    /// One number an element of the input, in its shape.
    public let values: Tensor
    /// The mean gradient on the path: what the difference from the baseline is multiplied with.
    public let gradient: Tensor
    /// The output at the input minus that at the baseline.
    public let change: Double
    /// The sum of ``values``.
    public let sum: Double
  }

  /// Places on the path.
  public var steps: Int { nodes.count }

  private let nodes: [(place: Double, weight: Double)]

  /// Chooses how finely the path is sampled.
  ///
  /// - Parameter steps: places on the path from the baseline to the input, at least 1; they are those
  ///   of Gauss and Legendre, which need fewer than even ones.
  public init(steps: Int) { nodes = Self.gaussLegendre(max(1, steps)) }

  /// Attributes an output.
  ///
  /// - Parameters:
  ///   - baseline: what stands for the absence of the input, in its shape.
  ///   - output: the scalar, differentiable with respect to its argument.
  /// - Throws: what `output` throws, or ``TorchError``.
  public func attribute(
    from baseline: Tensor, to input: Tensor, _ output: (Tensor) throws -> Tensor
  ) throws -> Attribution {
    let difference = try (input - baseline).detach()
    var mean: Tensor?
    for node in nodes {
      let point = try (baseline + difference * node.place).detach().requiresGrad(true)
      try output(point).backward()
      guard let gradient = point.grad else { continue }
      let share = try gradient * node.weight
      mean = try mean.map { try $0 + share } ?? share
    }
    let change = try withoutGradients {
      try output(input).item() - output(baseline).item()
    }
    // An output that does not depend on the input has no gradient.
    let gradient = try mean ?? difference * 0
    let values = try gradient * difference
    return Attribution(
      values: values, gradient: gradient, change: change, sum: try values.sum().item())
  }

  /// The nodes and weights of Gauss–Legendre quadrature over 0…1.
  ///
  /// The roots of the Legendre polynomial are found by Newton's method.
  static func gaussLegendre(_ count: Int) -> [(place: Double, weight: Double)] {
    (0..<count).map { index in
      var x = cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        var (current, previous) = (1.0, 0.0)
        for degree in 1...count {
          let n = Double(degree)
          (current, previous) = (((2 * n - 1) * x * current - (n - 1) * previous) / n, current)
        }
        slope = Double(count) * (x * current - previous) / (x * x - 1)
        let step = current / slope
        x -= step
        if abs(step) < 1e-15 { break }
      }
      return ((1 - x) / 2, 1 / ((1 - x * x) * slope * slope))
    }
  }
}
