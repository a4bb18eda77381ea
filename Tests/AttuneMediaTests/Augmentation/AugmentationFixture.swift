import Foundation
import Testing

/// What numpy, scipy, PyTorch and colorsys made of the same inputs (Scripts/fixtures/augmentation.py).
struct AugmentationFixture: Decodable {
  struct Convolution: Decodable {
    let a: [Float]
    let b: [Float]
    let full: [Float]
  }
  struct Filter: Decodable {
    let kind: String
    let edges: [Double]
    let frequencies: [Double]
    let magnitudes: [Double]
    let signal: [Float]
    let filtered: [Float]
  }
  struct Crop: Decodable {
    let clip: [UInt8]
    let rectangle: [Int]
    let resized: [Double]
  }
  struct Blur: Decodable {
    let clip: [UInt8]
    let sigma: Double
    let blurred: [Double]
  }
  struct Colour: Decodable {
    let change: [Float]
    let pixels: [UInt8]
    let changed: [Double]
  }

  let convolutions: [Convolution]
  let filters: [Filter]
  let crops: [Crop]
  let blurs: [Blur]
  let colours: [Colour]

  static func load() throws -> Self {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return try JSONDecoder().decode(
      Self.self, from: Data(contentsOf: folder.appendingPathComponent("augmentation.json")))
  }
}
