import AttuneCore
import AttuneMedia
import Foundation
import Testing

@Suite struct MelEvidenceTests {
  private func noise(_ count: Int, seed: Int) -> [Float] {
    var generator = SeededGenerator(seed)
    return (0..<count).map { _ in Float(2 * generator.uniform() - 1) }
  }

  @Test(arguments: [1, 100, 512, 5_000, 16_001])
  func nothingOfTheSumIsLost(count: Int) throws {
    let (samples, weights) = (noise(count, seed: 1), noise(count, seed: 2))
    let expected = zip(samples, weights).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let grid = try MelEvidence(samples: samples, weights: weights)
    let sum = grid.values.reduce(0.0) { $0 + $1.reduce(0.0) { $0 + Double($1) } }
    #expect(abs(sum - expected) < 1e-3 * max(1, abs(expected)))
  }

  @Test(arguments: [300.0, 1_000, 3_000])
  func aToneStandsInItsBandAndItsMoment(frequency: Double) throws {
    // The second half of a second is silent.
    let samples = (0..<16_000).map {
      $0 < 8_000 ? Float(sin(2 * .pi * frequency * Double($0) / 16_000)) : 0
    }
    let grid = try MelEvidence(samples: samples, weights: samples)
    let bands = grid.centres.indices.map { band in grid.values.reduce(0) { $0 + $1[band] } }
    let best = try #require(bands.indices.max { bands[$0] < bands[$1] })
    let step = grid.centres[min(best + 1, bands.count - 1)] - grid.centres[best]
    #expect(abs(grid.centres[best] - frequency) <= step)
    let early = grid.values.enumerated().filter { Double($0.offset) * grid.secondsPerFrame < 0.55 }
      .reduce(0) { $0 + $1.element.reduce(0, +) }
    #expect(abs(early - bands.reduce(0, +)) < 1)
  }

  @Test func arraysThatDoNotFitAreRefused() {
    #expect(throws: MediaError.self) { try MelEvidence(samples: [1, 2], weights: [1]) }
    #expect(throws: MediaError.self) {
      try MelEvidence(samples: [1, 2], weights: [1, 2], numBands: 1)
    }
  }
}
