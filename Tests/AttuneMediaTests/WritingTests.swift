import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneMedia

@Suite struct WritingTests {
  @Test func aSoundThatIsWrittenIsReadBackBitForBit() throws {
    try withTemporaryFolder { folder in
      let waveform: [Float] = [0, 0.5, -1, 1.5, 1e-7] + tone(440, seconds: 0.1, sampleRate: 16_000)
      let url = folder.appendingPathComponent("sound.wav")
      try SoundFile.wave(waveform).write(to: url)
      let clip = try AudioDecoder.decode(url)
      #expect(clip.waveform == waveform)
      #expect(clip.sourceSampleRate == 16_000 && clip.cutShort == nil)
    }
  }

  @Test func aPictureThatIsWrittenIsReadBackByteForByte() throws {
    try withTemporaryFolder { folder in
      let pixels = (0..<7 * 5 * 3).map { UInt8($0 * 2) }
      let url = folder.appendingPathComponent("picture.png")
      try PictureFile.png(pixels, height: 7, width: 5).write(to: url)
      let clip = try VideoDecoder.decode(
        url, settings: VideoSettings(numFrames: 1, height: 7, width: 5))
      #expect(clip.pixels == pixels)
    }
  }

  @Test func aSheetHasARowAClipAndAFrameAColumn() throws {
    try withTemporaryFolder { folder in
      let clips = [10, 200].map { base in
        VideoClip(
          pixels: (0..<3).flatMap { frame in [UInt8](repeating: UInt8(base + frame), count: 12) },
          numFrames: 3, height: 2, width: 2)
      }
      let url = folder.appendingPathComponent("sheet.png")
      try ContactSheet(clips).png().write(to: url)
      // Two rows of 2 pixels and three columns of 2, with white between them.
      let (height, width) = (2 * 2 + ContactSheet.gap, 3 * 2 + 2 * ContactSheet.gap)
      let sheet = try VideoDecoder.decode(
        url, settings: VideoSettings(numFrames: 1, height: height, width: width))
      func gray(_ row: Int, _ column: Int) -> UInt8 { sheet.pixels[(row * width + column) * 3] }
      #expect(gray(0, 0) == 10 && gray(1, width - 1) == 12 && gray(height - 1, 0) == 200)
      #expect(gray(height - 1, 2 + ContactSheet.gap) == 201 && gray(2, 0) == 255)
      #expect(gray(0, 2) == 255)
    }
  }

  @Test func picturesOfNoSizeAndClipsThatDifferAreRefused() throws {
    #expect(throws: MediaError.self) { try PictureFile.png([1, 2, 3], height: 1, width: 2) }
    #expect(throws: MediaError.self) { try PictureFile.png([], height: 0, width: 0) }
    let small = VideoClip(pixels: [1, 2, 3], numFrames: 1, height: 1, width: 1)
    let large = VideoClip(pixels: [1, 2, 3, 4, 5, 6], numFrames: 1, height: 1, width: 2)
    #expect(throws: MediaError.self) { try ContactSheet([small, large]) }
    #expect(throws: MediaError.self) { try ContactSheet([]) }
  }
}
