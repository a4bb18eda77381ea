import Testing
import Torch

/// Compares all elements with expected numbers, and says where they differ most.
func expectClose(
  _ tensor: Tensor, _ expected: [Float], tolerance: Float = 1e-6,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let actual = try tensor.floats()
  try #require(actual.count == expected.count, sourceLocation: sourceLocation)
  let distances = zip(actual, expected).map { abs($0 - $1) }
  guard let worst = distances.indices.max(by: { distances[$0] < distances[$1] }) else { return }
  #expect(
    distances.allSatisfy { $0 <= tolerance },
    "element \(worst) of \(tensor.shape): \(actual[worst]) instead of \(expected[worst])",
    sourceLocation: sourceLocation)
}

/// Numbers by a formula: sin(0.7 · index).
func wave(_ shape: [Int]) throws -> Tensor {
  try (Tensor.arange(shape.reduce(1, *)).to(.float32) * 0.7).sin().reshape(shape)
}
