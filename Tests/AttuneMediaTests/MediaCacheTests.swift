import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing

struct MediaCacheTests {
  private func entries(_ folder: URL) -> [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter {
      (try? FileHandle(forReadingFrom: $0).read(upToCount: 1)) != nil && !$0.hasDirectoryPath
    }
  }

  private func withMedia(_ body: (_ cache: URL, _ sound: URL, _ film: URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let samples = tone(440, seconds: 0.5, sampleRate: 44_100)
      let sound = try WaveFile.float(samples, sampleRate: 44_100).write("s.wav", in: folder)
      let film = try MediaFile(pictures: .init(times: Array(0..<20))).write("f.mp4", in: folder)
      try body(folder.appendingPathComponent("cache"), sound, film)
    }
  }

  private let small = VideoSettings(height: 24, width: 32)

  @Test func aHitEqualsTheDecodedClip() throws {
    try withMedia { folder, sound, film in
      let settings = AudioSettings(normalization: .standard, maximumSeconds: 0.25)
      for _ in 0..<2 {
        let cache = try MediaCache(folder: folder)
        #expect(
          try cache.audio(sound, settings: settings)
            == AudioDecoder.decode(sound, settings: settings))
        #expect(
          try cache.video(film, settings: small) == VideoDecoder.decode(film, settings: small))
      }
      let cache = try MediaCache(folder: folder)
      _ = try cache.audio(sound, settings: settings)
      _ = try cache.video(film, settings: small)
      #expect(cache.statistics.numHits == 2)
      #expect(cache.statistics.numMisses == 0)
    }
  }

  @Test func otherSettingsAndOtherContentAreOtherEntries() throws {
    try withMedia { folder, sound, film in
      let cache = try MediaCache(folder: folder)
      _ = try cache.audio(sound)
      _ = try cache.audio(sound, settings: AudioSettings(normalization: .peak))
      _ = try cache.video(film, settings: small)
      #expect(cache.statistics.numMisses == 3)
      // The same place, another sound.
      let other = tone(300, seconds: 0.5, sampleRate: 44_100)
      try WaveFile.float(other, sampleRate: 44_100).data.write(to: sound)
      #expect(try cache.audio(sound) == AudioDecoder.decode(sound))
      #expect(cache.statistics.numMisses == 4)
      // The same sound, another place.
      let copy = sound.deletingLastPathComponent().appendingPathComponent("copy.wav")
      try FileManager.default.copyItem(at: sound, to: copy)
      _ = try cache.audio(copy)
      #expect(cache.statistics.numHits == 1)
    }
  }

  @Test func aDamagedEntryIsRebuiltNeverBelieved() throws {
    try withMedia { folder, sound, _ in
      let expected = try AudioDecoder.decode(sound)
      _ = try MediaCache(folder: folder).audio(sound)
      let entry = try #require(entries(folder).first)
      let data = try Data(contentsOf: entry)
      var flipped = data
      flipped[data.count - 7] ^= 1
      var other = data
      other[9] ^= 1
      var lying = data
      lying[16] ^= 4
      for damaged in [flipped, other, lying, data.prefix(data.count - 4), data.prefix(20), Data()] {
        try damaged.write(to: entry)
        let cache = try MediaCache(folder: folder)
        #expect(try cache.audio(sound) == expected)
        #expect(cache.statistics.numRebuilt == 1)
        #expect(try Data(contentsOf: entry) == data)
      }
    }
  }

  @Test func failuresAreNotKept() throws {
    try withTemporaryFolder { folder in
      let cache = try MediaCache(folder: folder.appendingPathComponent("cache"))
      let url = folder.appendingPathComponent("late.wav")
      #expect(throws: MediaError.missing(url)) { try cache.audio(url) }
      try WaveFile.int16([]).write("late.wav", in: folder)
      #expect(throws: MediaError.zeroLength(url, .audio)) { try cache.audio(url) }
      try WaveFile.int16([Int16](repeating: 5, count: 400)).write("late.wav", in: folder)
      #expect(try cache.audio(url).waveform.count == 400)
    }
  }

  @Test func manyWritersAtOnceLeaveOneWholeEntry() throws {
    try withMedia { folder, sound, film in
      let expected = try AudioDecoder.decode(sound)
      let pictures = try VideoDecoder.decode(film, settings: small)
      // Each with its own cache, as processes have.
      DispatchQueue.concurrentPerform(iterations: 16) { _ in
        do {
          let cache = try MediaCache(folder: folder)
          for _ in 0..<4 {
            #expect(try cache.audio(sound) == expected)
            #expect(try cache.video(film, settings: small) == pictures)
          }
          #expect(cache.statistics.numRebuilt == 0)
          #expect(cache.statistics.numWriteFailures == 0)
        } catch {
          Issue.record(error)
        }
      }
      #expect(entries(folder).count == 2)
    }
  }

  @Test func aFolderThatCannotBeIsRefused() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data([1]).write(to: file)
      #expect(throws: MediaCacheError.self) {
        try MediaCache(folder: file.appendingPathComponent("cache"))
      }
    }
  }
}
