import AttuneCore
import AttuneTestSupport
import Testing
import Torch

@testable import AttuneTraining

@Suite struct MixupTests {
  @Test(arguments: [0.1, 0.5, 1, 3, 20]) func `Gamma numbers have mean and variance of their shape`(
    shape: Double
  ) {
    var generator = SeededGenerator(5)
    let count = 20_000
    let numbers = (0..<count).map { _ in Mixup.gamma(shape, using: &generator) }
    let mean = numbers.reduce(0, +) / Double(count)
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    #expect(abs(mean - shape) < 0.05 * max(shape, 1))
    #expect(abs(variance - shape) < 0.1 * max(shape, 1))
  }

  // For Beta(1, 1) the larger of λ and 1 − λ is even in 0.5…1, with mean 0.75.
  @Test func `The larger share stays with the turn itself`() {
    var generator = SeededGenerator(6)
    let shares = (0..<5000).map { _ in Mixup(alpha: 1, count: 3, using: &generator).share }
    #expect(shares.allSatisfy { (0.5...1).contains($0) })
    #expect(abs(shares.reduce(0, +) / 5000 - 0.75) < 0.01)
  }

  @Test func `Rows are mixed with their partners' rows`() throws {
    var generator = SeededGenerator(7)
    let mixup = Mixup(alpha: 1, count: 4, using: &generator)
    let rows = try Tensor([0, 10, 100, 1000] as [Float], shape: [4, 1])
    let mixed = try mixup(rows).floats()
    let values = try rows.floats()
    #expect(mixup.partners.sorted() == [0, 1, 2, 3])
    for (row, partner) in mixup.partners.enumerated() {
      let expected = Float(mixup.share) * values[row] + Float(1 - mixup.share) * values[partner]
      #expect(abs(mixed[row] - expected) < 1e-3)
    }
  }
}
