import Foundation
import Testing

@testable import AttuneCorpus

@Suite struct TailProbabilityTests {
  /// Relative, of probabilities from 1e-300 up.
  private static let tolerance = 1e-9

  private func expectClose(_ actual: Double, _ expected: Double) {
    #expect(
      abs(actual - expected) <= Self.tolerance * abs(expected), "\(actual), expected \(expected)")
  }

  // scipy.stats.binom.sf(k - 1, n, p)
  @Test func binomialTailsAreScipys() {
    let cases: [(Int, Int, Double, Double)] = [
      (0, 10, 0.5, 1), (7, 10, 0.5, 0.171875), (10, 10, 0.5, 0.0009765625),
      (3, 10, 0.5, 0.9453125), (60, 1000, 0.05, 0.08673217838486103),
      (5200, 10000, 0.5, 3.2967577993361714e-05), (16, 16, 0.51, 2.094704750199297e-05),
      (900, 1000, 0.5135, 1.1320855813696969e-152),
    ]
    for (successes, trials, probability, expected) in cases {
      expectClose(
        TailProbability.binomial(successes, of: trials, probability: probability), expected)
    }
    #expect(TailProbability.binomial(3, of: 2, probability: 0.5) == 0)
    #expect(TailProbability.binomial(1, of: 2, probability: 0) == 0)
    #expect(TailProbability.binomial(2, of: 2, probability: 1) == 1)
    #expect(TailProbability.binomial(0, of: 0, probability: 0.5) == 1)
  }

  // scipy.stats.chi2.sf(x, k)
  @Test func chiSquareTailsAreScipys() {
    let cases: [(Double, Int, Double)] = [
      (0.5, 1, 0.47950012218695337), (3.84, 1, 0.05004352124870519),
      (12.6, 6, 0.04984649317244968), (100, 6, 2.509303552201055e-19),
      (45, 31, 0.0498501151481234), (2, 31, 0.9999999999999246),
      (1500, 31, 2.8259100843867097e-296),
    ]
    for (statistic, degrees, expected) in cases {
      expectClose(
        TailProbability.chiSquare(statistic, degreesOfFreedom: degrees), expected)
    }
    #expect(TailProbability.chiSquare(0, degreesOfFreedom: 3) == 1)
    #expect(TailProbability.chiSquare(5, degreesOfFreedom: 0) == 1)
  }

  // scipy.stats.norm.sf(z); binomtest(k, n).proportion_ci(method="wilson").low
  @Test func normalTailsAndWilsonsIntervalAreScipys() {
    expectClose(TailProbability.normal(-1), 0.8413447460685429)
    expectClose(TailProbability.normal(1.96), 0.024997895148220435)
    expectClose(TailProbability.normal(8), 6.22096057427174e-16)
    expectClose(TailProbability.lowerBound(16, of: 16), 0.8063923194655637)
    expectClose(TailProbability.lowerBound(90, of: 100), 0.8256343384950865)
    expectClose(TailProbability.lowerBound(939, of: 1000), 0.9224198811757163)
    #expect(TailProbability.lowerBound(0, of: 5) == 0 && TailProbability.lowerBound(0, of: 0) == 0)
  }
}
