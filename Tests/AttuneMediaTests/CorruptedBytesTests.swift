import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing

/// Whatever the bytes are, decoding ends, in a clip or a typed error, the same every time.
struct CorruptedBytesTests {
  /// Numbers by a fixed rule, so that a failure can be seen again.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private func corrupted(_ data: Data, _ numbers: inout Numbers) -> Data {
    var data = data
    if Int.random(in: 0..<4, using: &numbers) == 0 {
      data = data.prefix(Int.random(in: 1..<data.count, using: &numbers))
    }
    for _ in 0..<Int.random(in: 1..<60, using: &numbers) {
      let place = Int.random(in: 0..<data.count, using: &numbers)
      data[place] = .random(in: 0...255, using: &numbers)
    }
    return data
  }

  private func soundOf(_ url: URL) -> Result<AudioClip, MediaError> {
    Result { () throws(MediaError) in try AudioDecoder.decode(url) }
  }

  private func picturesOf(_ url: URL) -> Result<VideoClip, MediaError> {
    Result { () throws(MediaError) in
      try VideoDecoder.decode(url, settings: VideoSettings(height: 16, width: 16))
    }
  }

  @Test(arguments: [("c.mp4", "aac"), ("c.mkv", "aac"), ("c.avi", "libmp3lame"), ("c.wav", "")])
  func decodingEndsTheSameEveryTime(name: String, codec: String) throws {
    try withTemporaryFolder { folder in
      let samples = tone(330, seconds: 0.5, sampleRate: 48_000)
      let url: URL
      if codec.isEmpty {
        url = try WaveFile.float(samples, sampleRate: 48_000).write(name, in: folder)
      } else {
        url = try MediaFile(
          pictures: .init(numBFrames: 2, times: Array(0..<20)),
          sound: .init(codec: codec, channels: [samples])
        ).write(name, in: folder)
      }
      let whole = try Data(contentsOf: url)
      var numbers = Numbers(state: 42)
      for _ in 0..<15 {
        try corrupted(whole, &numbers).write(to: url)
        #expect(soundOf(url) == soundOf(url))
        #expect(picturesOf(url) == picturesOf(url))
      }
    }
  }
}
