import AttuneCore
import AttuneMedia
import AttuneTestSupport
import CFaceDetector
import FaceDetection
import Foundation
import Testing

@Suite struct FaceDetectorTests {
  private let size = 160

  private func picture(_ colour: (_ x: Int, _ y: Int) -> [UInt8]) -> [UInt8] {
    (0..<size * size).flatMap { colour($0 % size, $0 / size) }
  }

  private func showsFace(_ pixels: [UInt8]) throws -> Bool {
    try FaceDetector.showsFace(pixels, height: size, width: size)
  }

  @Test func picturesWithoutAFaceShowNone() throws {
    #expect(try !showsFace(picture { _, _ in [128, 128, 128] }))
    let landscape = picture { x, y in
      let isSky = Double(y) < 100 + 15 * sin(Double(x) / 20)
      return isSky ? [UInt8(60 + y), UInt8(100 + y), 230] : [70, UInt8(90 + x % 20), 40]
    }
    #expect(try !showsFace(landscape))
    var generator = SeededGenerator(3)
    let noise = picture { _, _ in (0..<3).map { _ in .random(in: 0...255, using: &generator) } }
    #expect(try !showsFace(noise))
  }

  @Test func severalFacesAreAsGoodAsOne() throws {
    try withTemporaryFolder { folder in
      let film = try DrawnFilm.write([true], in: folder)
      let clip = try VideoDecoder.decode(
        film, settings: VideoSettings(numFrames: 1, height: size, width: size))
      #expect(try showsFace(clip.pixels))
      let rows = (0..<size).flatMap { row -> [UInt8] in
        let pixels = clip.pixels[row * size * 3..<(row + 1) * size * 3]
        return Array(pixels + pixels)
      }
      #expect(try FaceDetector.showsFace(rows, height: size, width: 2 * size))
    }
  }

  @Test func theSmallestPictureIsSearchedToo() throws {
    #expect(try !FaceDetector.showsFace([1, 2, 3], height: 1, width: 1))
  }

  @Test(arguments: [(0, 0), (-1, -4), (4, -1), (1, 4097), (1 << 40, 1 << 40), (Int.max, 2), (3, 2)])
  func sizesThatNoPictureHasAreAnErrorAndNotACrash(height: Int, width: Int) {
    let error = #expect(throws: FaceDetectionError.self) {
      try FaceDetector.showsFace([UInt8](repeating: 7, count: 12), height: height, width: width)
    }
    #expect(error == .invalidPicture(height: height, width: width, numBytes: 12))
    #expect(error?.description.contains("\n") == false)
  }

  @Test func whatCanBeWrongInCIsAStatus() {
    var found = true
    #expect(cface_find(nil, 0, 0, 0, &found) == .invalidArgument)
    #expect(cface_find(nil, 12, 2, 2, &found) == .invalidArgument)
    #expect(found)
  }
}
