import Foundation
import Testing

/// What `Scripts/fixtures/fusion.py` wrote.
struct FusionFixture: Decodable {
  struct Calibration: Decodable {
    let logits: [[Double]]
    let labels: [Int]
    let temperature: Double
    let factors: [Double]
    let biases: [Double]
    let probabilities: [[Double]]
    let probes: [[Double]]
    let isotonic: [[Double]]
  }

  struct Regression: Decodable {
    let features: [[Double]]
    let labels: [Int]
    let penalty: Double
    let coefficients: [[Double]]
  }

  struct Components: Decodable {
    let vectors: [[Float]]
    let scores: [[Double]]
  }

  struct Multilayer: Decodable {
    let features: [[Double]]
    let skip: [[Double]]
    let labels: [Int]
    let shares: [Double]
    let num_rows: Int
    let num_hidden: Int
    let penalty: Double
    let point: [Double]
    let value: Double
    let gradient: [Double]
  }

  struct Attention: Decodable {
    let width: Int
    let sizes: [Int]
    let num_classes: Int
    let penalty: Double
    let labels: [Int]
    let inputs: [[[Double]?]]
    let evidence: [[[Double]?]]
    let point: [Double]
    let value: Double
    let gradient: [Double]
  }

  let calibration: Calibration
  let regression: Regression
  let components: Components
  let multilayer: Multilayer
  let attention: Attention

  static func load() throws -> FusionFixture {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let data = try Data(contentsOf: folder.appendingPathComponent("fusion.json"))
    return try JSONDecoder().decode(FusionFixture.self, from: data)
  }
}

/// Expects numbers in double precision to agree to within `tolerance`, absolute.
func expectEqual(
  _ actual: [Double], _ expected: [Double], within tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, "\(what)", sourceLocation: sourceLocation)
  let worst = zip(actual, expected).map { abs($0 - $1) }.max() ?? 0
  #expect(
    worst <= tolerance, "\(what): \(actual), expected \(expected)", sourceLocation: sourceLocation)
}
