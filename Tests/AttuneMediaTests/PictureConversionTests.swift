import AttuneMedia
import AttuneTestSupport
import CFFmpeg
import Foundation
import Testing

struct PictureConversionTests {
  /// Gray levels of the four quarters of the first frame: top left, top right, bottom left, right.
  private func quarters(_ clip: VideoClip) -> [Int] {
    [(1, 1), (1, 3), (3, 1), (3, 3)].map { row, column in
      let (y, x) = (row * clip.height / 4, column * clip.width / 4)
      return MediaFile.frame(ofGray: clip.pixels[(y * clip.width + x) * 3])
    }
  }

  // a, b, c, d: a point (x, y) goes to (a·x + c·y, b·x + d·y).
  @Test(
    arguments: [
      ([1, 0, 0, 1], [10, 20, 30, 40]),
      // A quarter clockwise, as a phone held upright writes it: the left column becomes the top row.
      ([0, 1, -1, 0], [30, 10, 40, 20]),
      ([-1, 0, 0, -1], [40, 30, 20, 10]),
      ([0, -1, 1, 0], [20, 40, 10, 30]),
      ([-1, 0, 0, 1], [20, 10, 40, 30]),
      ([1, 0, 0, -1], [30, 40, 10, 20]),
      ([0, 1, 1, 0], [10, 30, 20, 40]),
    ] as [([Int32], [Int])])
  func rotatedClipsStandUpright(matrix: [Int32], expected: [Int]) throws {
    try withTemporaryFolder { folder in
      var pictures = MediaFile.Pictures(times: [0, 1, 2])
      pictures.orientation = matrix
      pictures.luma = { _, x, y in
        MediaFile.luma(of: y < 24 ? (x < 32 ? 10 : 20) : (x < 32 ? 30 : 40))
      }
      let url = try MediaFile(pictures: pictures).write("r.mp4", in: folder)
      for (height, width) in [(48, 64), (40, 20), (20, 60)] {
        let settings = VideoSettings(numFrames: 2, height: height, width: width)
        let clip = try VideoDecoder.decode(url, settings: settings)
        #expect(quarters(clip) == expected)
        #expect((clip.height, clip.width) == (height, width))
      }
    }
  }

  /// The colour of a flat picture, decoded.
  private func color(_ space: AVColorSpace, _ range: AVColorRange, luma: UInt8) throws -> [UInt8] {
    try withTemporaryFolder { folder in
      var pictures = MediaFile.Pictures(times: [0, 1])
      pictures.luma = { _, _, _ in luma }
      pictures.chroma = (90, 200)
      pictures.colorSpace = space
      pictures.colorRange = range
      let url = try MediaFile(pictures: pictures).write("c.mp4", in: folder)
      let clip = try VideoDecoder.decode(
        url, settings: VideoSettings(numFrames: 1, height: 24, width: 32))
      return Array(clip.pixels[0..<3])
    }
  }

  @Test func theColourSpaceAndRangeOfTheStreamAreHonoured() throws {
    // Y = 120, Cb = 90, Cr = 200 by the formulas of BT.601 and BT.709.
    let cases: [(AVColorSpace, AVColorRange, [Double])] = [
      (AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG, [236.2, 77.4, 44.4]),
      (AVCOL_SPC_BT709, AVCOL_RANGE_MPEG, [250.2, 90.8, 40.8]),
      (AVCOL_SPC_SMPTE170M, AVCOL_RANGE_JPEG, [220.9, 81.7, 52.7]),
      (AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_UNSPECIFIED, [236.2, 77.4, 44.4]),
    ]
    for (space, range, expected) in cases {
      let result = try color(space, range, luma: 120)
      for (value, reference) in zip(result, expected) {
        #expect(abs(Double(value) - reference) < 2.5, "\(space) \(range): \(result)")
      }
    }
  }

  @Test(arguments: VideoSettings.Resize.allCases)
  func shrinkingAveragesInsteadOfAliasing(resize: VideoSettings.Resize) throws {
    try withTemporaryFolder { folder in
      var pictures = MediaFile.Pictures(times: [0])
      pictures.luma = { _, x, y in (x + y) % 2 == 0 ? 16 : 235 }
      let url = try MediaFile(pictures: pictures).write("checks.mp4", in: folder)
      let settings = VideoSettings(numFrames: 1, height: 12, width: 16, resize: resize)
      let clip = try VideoDecoder.decode(url, settings: settings)
      #expect(clip.pixels.allSatisfy { abs(Int($0) - 128) < 8 })
    }
  }

  @Test(arguments: [[Int32]?.none, [0, 1, -1, 0]])
  func theMiddleIsCutOutOfAFrameThatKeepsItsAspect(orientation: [Int32]?) throws {
    try withTemporaryFolder { folder in
      var pictures = MediaFile.Pictures(times: [0])
      // Bands of four columns at both edges; a square in the middle has neither.
      pictures.luma = { _, x, _ in MediaFile.luma(of: x < 4 ? 10 : x >= 60 ? 40 : 20) }
      pictures.orientation = orientation
      let url = try MediaFile(pictures: pictures).write("bands.mp4", in: folder)
      for (edge, size) in [(48, 48), (24, 24), (24, 12), (96, 96)] {
        let settings = VideoSettings(numFrames: 1, height: size, width: size, shortestEdge: edge)
        let clip = try VideoDecoder.decode(url, settings: settings)
        #expect(clip.pixels.count == size * size * 3)
        let levels = Set(clip.pixels.map { MediaFile.frame(ofGray: $0) })
        #expect(levels == [20], "\(edge) \(size)")
      }
      let whole = try VideoDecoder.decode(
        url, settings: VideoSettings(numFrames: 1, height: 48, width: 64))
      #expect(whole.pixels.contains { MediaFile.frame(ofGray: $0) == 10 })
    }
  }

  @Test func aShortestEdgeBelowTheFrameIsRefused() {
    #expect(throws: MediaError.self) {
      try VideoSettings(height: 24, width: 24, shortestEdge: 20).validate()
    }
  }

  @Test func pixelValuesAreNormalisedChannelByChannel() {
    let clip = VideoClip(
      pixels: [0, 51, 255, 102, 0, 153] + [255, 255, 255, 0, 0, 0], numFrames: 2, height: 1,
      width: 2)
    let values = clip.pixelValues()
    let expected: [Float] = [
      (0 - 0.485) / 0.229, (0.4 - 0.485) / 0.229, (0.2 - 0.456) / 0.224, (0 - 0.456) / 0.224,
      (1 - 0.406) / 0.225, (0.6 - 0.406) / 0.225, (1 - 0.485) / 0.229, (0 - 0.485) / 0.229,
      (1 - 0.456) / 0.224, (0 - 0.456) / 0.224, (1 - 0.406) / 0.225, (0 - 0.406) / 0.225,
    ]
    #expect(values.count == expected.count)
    for (value, reference) in zip(values, expected) { #expect(abs(value - reference) < 1e-6) }
  }
}
