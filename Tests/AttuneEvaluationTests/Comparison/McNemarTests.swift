import Foundation
import Testing

@testable import AttuneEvaluation

/// What `Scripts/fixtures/comparison.py` wrote.
private struct ComparisonFixture: Decodable {
  struct McNemar: Decodable {
    let first: Int
    let second: Int
    let method: McNemarTest.Method
    let statistic: Double
    let p: Double
  }

  let mcnemar: [McNemar]
}

@Suite struct McNemarTests {
  @Test func probabilitiesEqualThoseOfSciPy() throws {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let data = try Data(contentsOf: folder.appendingPathComponent("comparison.json"))
    let cases = try JSONDecoder().decode(ComparisonFixture.self, from: data).mcnemar
    #expect(cases.count == 12)
    for expected in cases {
      let test = McNemarTest(numOnlyFirst: expected.first, numOnlySecond: expected.second)
      #expect(test.method == expected.method)
      #expect(abs(test.statistic - expected.statistic) < 1e-12)
      #expect(abs(test.pValue - expected.p) <= 1e-10 * expected.p + 1e-15)
    }
  }

  @Test func holmMultipliesTheSmallestMostAndKeepsTheOrder() {
    let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005])
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
      #expect(abs(value - expected) < 1e-12)
    }
    #expect(Holm.adjusted([0.9, 0.8]) == [1, 1])
    #expect(Holm.adjusted([0.2]) == [0.2])
  }
}
