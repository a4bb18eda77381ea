import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing

struct DamagedMediaTests {
  private func expectFailure(
    _ url: URL, _ modality: Modality, _ condition: MediaCondition,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: MediaError.self, sourceLocation: location) {
      if modality == .audio {
        _ = try AudioDecoder.decode(url)
      } else {
        _ = try VideoDecoder.decode(url)
      }
    }
    #expect(error?.condition == condition, sourceLocation: location)
    #expect(error?.description.contains(url.path) == true, sourceLocation: location)
    #expect(error?.description.contains("\n") == false, sourceLocation: location)
    let finding = MediaProbe.inspect(url, modality)
    #expect(finding.condition == condition, sourceLocation: location)
    #expect(finding.durationSeconds == nil, sourceLocation: location)
  }

  private func isUnreadable(_ url: URL, _ modality: Modality) -> Bool {
    if case .unreadable = MediaProbe.inspect(url, modality).condition { true } else { false }
  }

  @Test func anAbsentFileIsMissing() throws {
    try withTemporaryFolder { folder in
      expectFailure(folder.appendingPathComponent("no.wav"), .audio, .missing)
      expectFailure(folder.appendingPathComponent("no/no.mp4"), .video, .missing)
    }
  }

  @Test func aFileOfNoBytesIsEmpty() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("empty.mp4")
      try Data().write(to: url)
      expectFailure(url, .audio, .empty)
      expectFailure(url, .video, .empty)
    }
  }

  @Test func textAndNoiseAndFoldersAreUnreadable() throws {
    try withTemporaryFolder { folder in
      let text = folder.appendingPathComponent("text.mp4")
      try Data(String(repeating: "I did not expect that.\n", count: 400).utf8).write(to: text)
      #expect(isUnreadable(text, .video) && isUnreadable(text, .audio))
      let noise = folder.appendingPathComponent("noise.wav")
      var state: UInt32 = 7
      let bytes = (0..<5000).map { _ -> UInt8 in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
      }
      try Data(bytes).write(to: noise)
      #expect(MediaProbe.inspect(noise, .audio).condition != .ok)
      #expect(isUnreadable(folder, .audio))
    }
  }

  @Test func aPlaylistOpensNoOtherFile() throws {
    try withTemporaryFolder { folder in
      try WaveFile.int16([1, 2, 3]).write("inner.wav", in: folder)
      let list = folder.appendingPathComponent("list.m3u8")
      let text = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n"
      try Data(text.utf8).write(to: list)
      #expect(MediaProbe.inspect(list, .audio).condition != .ok)
    }
  }

  @Test func aStreamOfTheOtherKindIsNoStream() throws {
    try withTemporaryFolder { folder in
      let silentFilm = try MediaFile(pictures: .init(times: [0, 1, 2])).write("p.mp4", in: folder)
      expectFailure(silentFilm, .audio, .noStream(.audio))
      let wav = try WaveFile.int16([Int16](repeating: 9, count: 800)).write("w.wav", in: folder)
      expectFailure(wav, .video, .noStream(.video))
      let samples = tone(440, seconds: 0.5, sampleRate: 48_000)
      let mp4 = try MediaFile(sound: .init(codec: "aac", channels: [samples]))
        .write("sound.mp4", in: folder)
      expectFailure(mp4, .video, .noStream(.video))
    }
  }

  @Test func aHeaderWithoutSamplesIsOfZeroLength() throws {
    try withTemporaryFolder { folder in
      let url = try WaveFile.int16([]).write("zero.wav", in: folder)
      expectFailure(url, .audio, .zeroLength)
    }
  }

  @Test func aWavCutShortGivesWhatIsThereAndSaysSo() throws {
    try withTemporaryFolder { folder in
      let samples = (0..<16_000).map { Int16($0 % 1000) }
      let whole = try WaveFile.int16(samples).write("whole.wav", in: folder)
      let data = try Data(contentsOf: whole)
      let url = folder.appendingPathComponent("cut.wav")
      // In the middle of a sample.
      try data.prefix(44 + 9001).write(to: url)
      let clip = try AudioDecoder.decode(url)
      #expect(clip.waveform == samples.prefix(4500).map { Float($0) / 32768 })
      #expect(clip.cutShort != nil)
      let finding = MediaProbe.inspect(url, .audio)
      #expect(finding.condition == .cutShort(clip.cutShort ?? ""))
      #expect(finding.durationSeconds == 4500.0 / 16_000)
      #expect(MediaProbe.inspect(whole, .audio).condition == .ok)
    }
  }

  @Test func aWavOfUnknownLengthIsNotCutShort() throws {
    try withTemporaryFolder { folder in
      var file = WaveFile.int16([Int16](repeating: 1000, count: 8000))
      file.claimedLength = 0xFFFF_FFFF
      let clip = try AudioDecoder.decode(try file.write("piped.wav", in: folder))
      #expect(clip.waveform.count == 8000 && clip.cutShort == nil)
    }
  }

  @Test func aFlacCutShortIsFoundByItsHeader() throws {
    try withTemporaryFolder { folder in
      let samples = tone(440, seconds: 3, sampleRate: 48_000)
      let whole = try MediaFile(sound: .init(codec: "flac", channels: [samples]))
        .write("whole.flac", in: folder)
      let data = try Data(contentsOf: whole)
      let url = folder.appendingPathComponent("cut.flac")
      try data.prefix(data.count / 2).write(to: url)
      #expect(try AudioDecoder.decode(whole).cutShort == nil)
      #expect(try AudioDecoder.decode(url).cutShort != nil)
    }
  }

  @Test func silenceAndOddRatesAreFound() throws {
    try withTemporaryFolder { folder in
      let silent = try WaveFile.int16([Int16](repeating: 2, count: 4000))
        .write("silent.wav", in: folder)
      #expect(MediaProbe.inspect(silent, .audio).condition == .silent)
      let loud = [Int16](repeating: 2000, count: 4000)
      let odd = try WaveFile.int16(loud, sampleRate: 17_123).write("odd.wav", in: folder)
      let finding = MediaProbe.inspect(odd, .audio)
      #expect(finding.condition == .oddRate(17_123))
      #expect(finding.sampleRate == 17_123)
    }
  }

  @Test func aRateThatNoRecordingHasIsUnreadable() throws {
    try withTemporaryFolder { folder in
      let samples = [Int16](repeating: 2000, count: 4000)
      for sampleRate in [0, 2, 200_000_000] {
        let url = try WaveFile.int16(samples, sampleRate: sampleRate).write("r.wav", in: folder)
        #expect(isUnreadable(url, .audio))
      }
    }
  }

  @Test func samplesThatAreNoNumbersAreRefused() throws {
    try withTemporaryFolder { folder in
      var samples = tone(440, seconds: 0.1, sampleRate: 16_000)
      samples[500] = .nan
      let url = try WaveFile.float(samples).write("nan.wav", in: folder)
      #expect(isUnreadable(url, .audio))
    }
  }

  @Test func aVideoCutShortIsUsedAsFarAsItGoes() throws {
    try withTemporaryFolder { folder in
      for name in ["whole.mkv", "whole.avi"] {
        let whole = try MediaFile(
          pictures: .init(
            codec: "mpeg4", options: [:], width: 320, height: 240, times: Array(0..<60))
        ).write(name, in: folder)
        let data = try Data(contentsOf: whole)
        let url = folder.appendingPathComponent("cut-" + name)
        try data.prefix(data.count * 6 / 10).write(to: url)
        let clip = try VideoDecoder.decode(url, settings: VideoSettings(height: 24, width: 32))
        #expect(clip.cutShort != nil)
        #expect(clip.numSourceFrames > 10 && clip.numSourceFrames < 60)
        guard case .cutShort = MediaProbe.inspect(url, .video).condition else {
          Issue.record("\(name) is not found to be cut short")
          return
        }
        #expect(MediaProbe.inspect(whole, .video).condition == .ok)
      }
    }
  }

  @Test func anMp4WithoutItsIndexIsUnreadable() throws {
    try withTemporaryFolder { folder in
      let whole = try MediaFile(pictures: .init(times: Array(0..<60))).write("w.mp4", in: folder)
      let data = try Data(contentsOf: whole)
      let url = folder.appendingPathComponent("cut.mp4")
      try data.prefix(data.count / 2).write(to: url)
      #expect(isUnreadable(url, .video))
    }
  }

  @Test func damageWithinAVideoIsCountedAndMended() throws {
    try withTemporaryFolder { folder in
      let url = try MediaFile(
        pictures: .init(
          width: 160, height: 120, times: Array(0..<60),
          luma: { frame, x, y in UInt8(16 + (x * y + frame * 7) % 200) })
      ).write("damaged.mkv", in: folder)
      var data = try Data(contentsOf: url)
      for place in stride(from: data.count * 4 / 10, to: data.count * 5 / 10, by: 37) {
        data[place] ^= 0x5A
      }
      try data.write(to: url)
      let settings = VideoSettings(height: 24, width: 32)
      let clip = try VideoDecoder.decode(url, settings: settings)
      #expect(clip.numDecodingErrors > 0)
      #expect(clip.numSourceFrames > 30)
      #expect(clip.pixels.count == 8 * 24 * 32 * 3)
      #expect(try VideoDecoder.decode(url, settings: settings) == clip)
    }
  }

  @Test func settingsThatCannotBeAreRefused() {
    let url = URL(fileURLWithPath: "/nowhere.wav")
    #expect(throws: MediaError.self) {
      try AudioDecoder.decode(url, settings: AudioSettings(maximumSeconds: 0))
    }
    #expect(throws: MediaError.self) {
      try VideoDecoder.decode(url, settings: VideoSettings(numFrames: 0))
    }
  }
}
