import AttuneMedia
import AttuneTestSupport
import CFFmpeg
import Foundation
import Testing

struct VideoDecoderTests {
  private let small = VideoSettings(height: 12, width: 16)

  /// The frame numbers that the clip's gray levels tell, read in the middle of each frame.
  private func paintedFrames(_ clip: VideoClip) -> [Int] {
    (0..<clip.numFrames).map { frame in
      let place = ((frame * clip.height + clip.height / 2) * clip.width + clip.width / 2) * 3
      return MediaFile.frame(ofGray: clip.pixels[place])
    }
  }

  private func expectFrames(
    _ pictures: MediaFile.Pictures, _ name: String, _ expected: [Int],
    settings: VideoSettings? = nil, numSourceFrames: Int? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    try withTemporaryFolder { folder in
      let url = try MediaFile(pictures: pictures).write(name, in: folder)
      let clip = try VideoDecoder.decode(url, settings: settings ?? small)
      #expect(paintedFrames(clip) == expected, sourceLocation: location)
      #expect(
        clip.numSourceFrames == numSourceFrames ?? pictures.times.count, sourceLocation: location)
      #expect(clip.numDecodingErrors == 0, sourceLocation: location)
    }
  }

  @Test(arguments: ["a.mp4", "a.mkv", "a.avi", "a.mov", "a.ts"])
  func framesAreEvenFromFirstToLast(name: String) throws {
    try expectFrames(.init(times: Array(0..<50)), name, [0, 7, 14, 21, 28, 35, 42, 49])
    try expectFrames(.init(times: Array(0..<60)), name, [0, 8, 16, 25, 33, 42, 50, 59])
  }

  @Test(arguments: ["b.mp4", "b.mkv", "b.avi", "b.ts"])
  func framesThatAreCodedOutOfOrderAreTakenInOrder(name: String) throws {
    let pictures = MediaFile.Pictures(groupSize: 250, numBFrames: 3, times: Array(0..<60))
    try expectFrames(pictures, name, [0, 8, 16, 25, 33, 42, 50, 59])
  }

  @Test func openGroupsOfPicturesAreDecodedFromTheKeyframeBefore() throws {
    let options = [
      "qp": "0", "preset": "ultrafast", "x264-params": "open-gop=1:bframes=3:keyint=10:b-adapt=0",
    ]
    for name in ["o.mp4", "o.mkv"] {
      let pictures = MediaFile.Pictures(
        options: options, groupSize: 10, numBFrames: 3, times: Array(0..<70))
      for numFrames in [2, 3, 5, 11, 23] {
        let expected = (0..<numFrames).map { $0 * 69 / (numFrames - 1) }
        let settings = VideoSettings(numFrames: numFrames, height: 12, width: 16)
        try expectFrames(pictures, name, expected, settings: settings)
      }
    }
  }

  @Test func framesOfAnMpeg4WithBFramesAndNoTimesAreCounted() throws {
    let pictures = MediaFile.Pictures(
      codec: "mpeg4", options: [:], groupSize: 20, numBFrames: 2, times: Array(0..<45))
    try expectFrames(pictures, "n.avi", [0, 6, 12, 18, 25, 31, 37, 44])
  }

  @Test func variableFrameRatesAreExact() throws {
    // Five frames a second, then a hundred, then a long pause.
    var times: [Int64] = (0..<10).map { 200 * $0 }
    times += (0..<40).map { 2000 + 10 * $0 }
    times.append(9000)
    let pictures = MediaFile.Pictures(numBFrames: 2, ticksPerSecond: 1000, times: times)
    for name in ["v.mp4", "v.mkv"] {
      try expectFrames(pictures, name, [0, 7, 14, 21, 28, 35, 42, 50])
      // By time: nothing new is shown between 2.39 s and 9 s.
      var settings = small
      settings.spacing = .time
      try expectFrames(pictures, name, [0, 6, 49, 49, 49, 49, 49, 50], settings: settings)
      try withTemporaryFolder { folder in
        let url = try MediaFile(pictures: pictures).write(name, in: folder)
        let clip = try VideoDecoder.decode(url, settings: small)
        for (index, seconds) in zip(clip.frameIndices, clip.frameSeconds) {
          #expect(abs(seconds - Double(times[index]) / 1000) < 1e-9)
        }
        #expect(clip.durationSeconds >= 9)
      }
    }
  }

  @Test func bothSpacingsAgreeAtAConstantRate() throws {
    var settings = small
    settings.spacing = .time
    for count in [9, 24, 50, 61] {
      let times = (0..<count).map { Int64($0) }
      let expected = (0..<8).map { $0 * (count - 1) / 7 }
      try expectFrames(.init(times: times), "t.mp4", expected)
      try expectFrames(.init(times: times), "t.mp4", expected, settings: settings)
    }
  }

  @Test func aShortClipRepeatsItsLastFrame() throws {
    try expectFrames(.init(times: [0, 1, 2]), "s.mp4", [0, 1, 2, 2, 2, 2, 2, 2])
    try expectFrames(.init(times: [0]), "s.mp4", [0, 0, 0, 0, 0, 0, 0, 0])
    try expectFrames(.init(times: Array(0..<8)), "s.mp4", Array(0..<8))
  }

  @Test func aLastFrameWithoutDurationIsSeen() throws {
    for count in [1, 9, 60] {
      let times = (0..<count).map { Int64($0) }
      let expected = (0..<8).map { count < 9 ? min($0, count - 1) : $0 * (count - 1) / 7 }
      try expectFrames(.init(groupSize: 250, times: times, frameDuration: 0), "z.mp4", expected)
    }
  }

  @Test func framesThatAnEditListCutsAwayAreNotCounted() throws {
    // Negative times are what a muxer cuts by an edit list.
    let times = (0..<60).map { Int64($0 - 10) }
    try expectFrames(
      .init(groupSize: 25, numBFrames: 2, times: times), "e.mp4",
      [10, 17, 24, 31, 38, 45, 52, 59], numSourceFrames: 50)
  }

  @Test func aHeaderThatLiesAboutTheCountIsNotBelieved() throws {
    try withTemporaryFolder { folder in
      let pictures = MediaFile.Pictures(codec: "mpeg4", options: [:], times: Array(0..<50))
      let url = try MediaFile(pictures: pictures).write("lie.avi", in: folder)
      var data = try Data(contentsOf: url)
      for (part, offset) in [("avih", 24), ("strh", 40)] {
        let range = try #require(data.range(of: Data(part.utf8)))
        let count = range.lowerBound + offset
        #expect(data[count] == 50)
        data.replaceSubrange(count..<count + 4, with: [0x10, 0x27, 0, 0])
      }
      try data.write(to: url)
      let clip = try VideoDecoder.decode(url, settings: small)
      #expect(clip.numSourceFrames == 50)
      #expect(paintedFrames(clip) == [0, 7, 14, 21, 28, 35, 42, 49])
      #expect(abs(clip.durationSeconds - 2) < 0.05)
    }
  }

  @Test func decodingTwiceIsEqualBitForBit() throws {
    try withTemporaryFolder { folder in
      let url = try MediaFile(
        pictures: .init(numBFrames: 2, times: Array(0..<40)) { frame, x, y in
          UInt8(16 + (x * 3 + y * 5 + frame) % 200)
        }
      ).write("twice.mp4", in: folder)
      #expect(try VideoDecoder.decode(url) == VideoDecoder.decode(url))
    }
  }
}

extension MediaFile.Pictures {
  init(
    groupSize: Int = 12, numBFrames: Int, times: [Int64],
    luma: @escaping (Int, Int, Int) -> UInt8
  ) {
    self.init(times: times)
    self.groupSize = groupSize
    self.numBFrames = numBFrames
    self.luma = luma
  }
}
