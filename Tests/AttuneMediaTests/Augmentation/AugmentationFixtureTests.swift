import AttuneTestSupport
import Testing

@testable import AttuneMedia

@Suite struct AugmentationFixtureTests {
  /// Bytes are rounded in float32 here and in float64 there: only a tie may differ.
  private static let byte = 0.501

  private let fixture: AugmentationFixture

  init() throws { fixture = try AugmentationFixture.load() }

  @Test func convolutionIsThatOfNumpy() throws {
    for example in fixture.convolutions {
      let full = try Convolution.convolve(example.a, example.b, count: example.full.count)
      expectAllClose(full, example.full, Tolerance(relative: 1e-5, absolute: 2e-5))
      let cut = try Convolution.convolve(example.a, example.b, count: 3)
      expectAllClose(cut, Array(example.full.prefix(3)), Tolerance(relative: 1e-5, absolute: 2e-5))
    }
  }

  @Test func filtersAreThoseOfScipyInGainAndOutput() throws {
    for example in fixture.filters {
      let edges = example.edges.map { $0 / 16_000 }
      let filter =
        switch example.kind {
        case "low_pass": ButterworthFilter.lowPass(edges[0])
        case "high_pass": ButterworthFilter.highPass(edges[0])
        case "band_pass": ButterworthFilter.bandPass(edges[0], edges[1])
        default: ButterworthFilter.bandStop(edges[0], edges[1])
        }
      for (frequency, magnitude) in zip(example.frequencies, example.magnitudes) {
        let own = filter.magnitude(at: 2 * .pi * frequency / 16_000)
        #expect(
          abs(own - magnitude) < 1e-6 + 1e-6 * magnitude,
          "\(example.kind) \(example.edges) at \(frequency) Hz")
      }
      expectAllClose(
        filter(example.signal), example.filtered, .float32Deep, "\(example.kind) \(example.edges)")
    }
  }

  @Test func cropsAreThoseOfBilinearInterpolation() {
    for example in fixture.crops {
      let clip = VideoClip(pixels: example.clip, numFrames: 2, height: 9, width: 7)
      let rectangle = PixelRectangle(
        top: example.rectangle[0], left: example.rectangle[1], height: example.rectangle[2],
        width: example.rectangle[3])
      expectBytes(FrameOperations.resizedCrop(clip, rectangle), example.resized, "\(rectangle)")
    }
  }

  @Test func blursAreThoseOfAMirroredConvolution() {
    for example in fixture.blurs {
      let clip = VideoClip(pixels: example.clip, numFrames: 2, height: 9, width: 7)
      expectBytes(
        GaussianBlur(sigma: example.sigma).apply(to: clip), example.blurred, "\(example.sigma)")
    }
  }

  @Test func coloursAreThoseOfColorsysAndOfBlending() {
    for example in fixture.colours {
      let change = ColourChange(
        brightness: example.change[0], contrast: example.change[1],
        saturation: example.change[2], hue: example.change[3])
      expectBytes(change(example.pixels), example.changed, "\(change)")
    }
  }

  private func expectBytes(_ actual: [UInt8], _ expected: [Double], _ what: String) {
    #expect(actual.count == expected.count)
    for (place, (byte, value)) in zip(actual, expected).enumerated()
    where abs(Double(byte) - value) > Self.byte {
      Issue.record("\(what): byte \(place) is \(byte), expected \(value)")
    }
  }
}
