import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing

struct AudioDecoderTests {
  @Test func wavAt16kHzGivesExactlyTheSamplesOver32768() throws {
    try withTemporaryFolder { folder in
      let samples = (0..<20_000).map { Int16(truncatingIfNeeded: $0 &* 7919) }
      let url = try WaveFile.int16(samples).write("exact.wav", in: folder)
      let clip = try AudioDecoder.decode(url)
      #expect(clip.waveform == samples.map { Float($0) / 32768 })
      #expect(clip.durationSeconds == 1.25)
      #expect(clip.sourceSampleRate == 16_000)
      #expect(!clip.isTruncated && clip.cutShort == nil && clip.numDecodingErrors == 0)
    }
  }

  @Test func floatWavAt16kHzIsKeptBitForBit() throws {
    try withTemporaryFolder { folder in
      let samples = tone(440, amplitude: 1.25, seconds: 0.3, sampleRate: 16_000)
      let url = try WaveFile.float(samples).write("float.wav", in: folder)
      #expect(try AudioDecoder.decode(url).waveform == samples)
    }
  }

  @Test func channelsAreAveragedWithEqualWeight() throws {
    try withTemporaryFolder { folder in
      for numChannels in [2, 3, 6, 9] {
        let samples = (0..<900 * numChannels).map { Int16($0 % numChannels * 3000 - $0 / 50) }
        let url = try WaveFile.int16(samples, numChannels: numChannels)
          .write("\(numChannels).wav", in: folder)
        let clip = try AudioDecoder.decode(url)
        #expect(clip.waveform.count == 900)
        for index in clip.waveform.indices {
          let frame = samples[index * numChannels..<(index + 1) * numChannels]
          let mean = frame.reduce(0) { $0 + Double($1) } / Double(numChannels) / 32768
          #expect(abs(Double(clip.waveform[index]) - mean) < 1e-6)
        }
      }
    }
  }

  @Test(arguments: [8_000, 11_025, 22_050, 24_000, 44_100, 48_000, 96_000])
  func resamplingKeepsLengthFrequencyAmplitudeAndPlace(sampleRate: Int) throws {
    try withTemporaryFolder { folder in
      let left = tone(440, seconds: 0.777, sampleRate: sampleRate)
      let interleaved = left.flatMap { [$0, $0] }
      let url = try WaveFile.float(interleaved, sampleRate: sampleRate, numChannels: 2)
        .write("tone.wav", in: folder)
      let clip = try AudioDecoder.decode(url)
      let exact = Double(left.count) * 16_000 / Double(sampleRate)
      #expect(abs(Double(clip.waveform.count) - exact) <= 1)
      #expect(abs(clip.durationSeconds - Double(left.count) / Double(sampleRate)) < 1e-9)
      let reference = tone(440, seconds: 0.777, sampleRate: 16_000)
      // The ends ring: the tone starts and stops at once.
      for index in 200..<clip.waveform.count - 200 {
        #expect(abs(clip.waveform[index] - reference[index]) < 2e-3)
      }
    }
  }

  @Test(arguments: [
    ("flac", "sound.flac"), ("libmp3lame", "sound.mp3"), ("aac", "sound.m4a"),
    ("aac", "sound.mp4"), ("pcm_s24le", "sound.wav"), ("libopus", "sound.ogg"),
    ("aac", "sound.mkv"),
  ])
  func everyCodecGivesTheToneInItsPlace(codec: String, name: String) throws {
    try withTemporaryFolder { folder in
      let samples = tone(330, amplitude: 0.4, seconds: 1, sampleRate: 48_000)
      let url = try MediaFile(sound: .init(codec: codec, channels: [samples, samples]))
        .write(name, in: folder)
      let clip = try AudioDecoder.decode(url)
      #expect(abs(Double(clip.waveform.count) - 16_000) <= 1100)
      #expect(clip.cutShort == nil && clip.numDecodingErrors == 0)
      let reference = tone(330, amplitude: 0.4, seconds: 1, sampleRate: 16_000)
      // Matroska's times are whole milliseconds, and so is the delay that is skipped.
      let shifts = name.hasSuffix("mkv") ? -16...16 : 0...0
      let worst = shifts.map { shift in
        (2000..<14_000).map { abs(clip.waveform[$0 + shift] - reference[$0]) }.max() ?? 1
      }.min()
      #expect(try #require(worst) < 0.05, "\(codec) in \(name)")
    }
  }

  @Test func theSoundTrackOfAVideoIsDecoded() throws {
    try withTemporaryFolder { folder in
      let samples = tone(250, seconds: 1, sampleRate: 44_100)
      let url = try MediaFile(
        pictures: .init(times: Array(0..<25)),
        sound: .init(codec: "aac", sampleRate: 44_100, channels: [samples])
      ).write("talk.mp4", in: folder)
      let clip = try AudioDecoder.decode(url)
      #expect(abs(Double(clip.waveform.count) - 16_000) < 800)
      // Away from its start, where the codec overshoots.
      let peak = clip.waveform[2000..<14_000].reduce(0) { max($0, abs($1)) }
      #expect(abs(peak - 0.5) < 0.05)
      #expect(try VideoDecoder.decode(url).numSourceFrames == 25)
    }
  }

  @Test func truncationIsToldAndTheOriginalLengthKept() throws {
    try withTemporaryFolder { folder in
      let samples = tone(440, seconds: 2, sampleRate: 48_000)
      let url = try WaveFile.float(samples, sampleRate: 48_000).write("long.wav", in: folder)
      let clip = try AudioDecoder.decode(url, settings: AudioSettings(maximumSeconds: 0.5))
      #expect(clip.waveform.count == 8000)
      #expect(clip.isTruncated)
      #expect(clip.durationSeconds == 2)
      let whole = try AudioDecoder.decode(url, settings: AudioSettings(maximumSeconds: 2.5))
      #expect(!whole.isTruncated)
      #expect(Array(whole.waveform.prefix(8000)) == clip.waveform)
    }
  }

  @Test func standardNormalisationIsThatOfWav2vec2() throws {
    // (x - x.mean()) / np.sqrt(x.var() + 1e-7) for x = [0.1, 0.2, 0.4, -0.3]
    let expected: [Float] = [0.0, 0.39223149, 1.17669447, -1.56892596]
    let result = AudioNormalization.standard([0.1, 0.2, 0.4, -0.3])
    for (value, reference) in zip(result, expected) { #expect(abs(value - reference) < 1e-5) }
    #expect(AudioNormalization.standard([0.25, 0.25]) == [0, 0])
  }

  @Test func peakNormalisationReachesOneAndLeavesSilence() {
    #expect(AudioNormalization.peak([0.25, -0.5]) == [0.5, -1])
    #expect(AudioNormalization.peak([0, 0]) == [0, 0])
  }

  @Test func normalisationIsOfTheSamplesKept() throws {
    try withTemporaryFolder { folder in
      let samples = [Float](repeating: 0.1, count: 8000) + [Float](repeating: 0.9, count: 8000)
      let url = try WaveFile.float(samples).write("step.wav", in: folder)
      let settings = AudioSettings(normalization: .peak, maximumSeconds: 0.5)
      #expect(try AudioDecoder.decode(url, settings: settings).peak == 1)
    }
  }

  @Test func decodingTwiceIsEqualBitForBit() throws {
    try withTemporaryFolder { folder in
      let samples = tone(440, seconds: 1, sampleRate: 44_100)
      let url = try MediaFile(
        sound: .init(codec: "libmp3lame", sampleRate: 44_100, channels: [samples])
      ).write("twice.mp3", in: folder)
      #expect(try AudioDecoder.decode(url) == AudioDecoder.decode(url))
    }
  }
}
