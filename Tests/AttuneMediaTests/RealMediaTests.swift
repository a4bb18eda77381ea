import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing

@Suite(.enabled(if: SharedData.isPresent, "the real data folder ../shared/data is absent"))
struct RealMediaTests {
  private func files(_ folder: String, _ suffix: String) throws -> [URL] {
    let root = try #require(SharedData.folder).appendingPathComponent(folder)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == suffix }
      .sorted { $0.path < $1.path }
  }

  @Test func talkingFacesAreDecodedWithoutAnError() throws {
    // The high-definition clip takes a second in a debug build; one of each maker is enough.
    let clips = try files("faces", "mp4").filter { $0.lastPathComponent.contains("happy") }
    #expect(!clips.isEmpty)
    for url in clips {
      let clip = try VideoDecoder.decode(url)
      #expect(clip.numDecodingErrors == 0 && clip.cutShort == nil)
      #expect(clip.numSourceFrames > 8)
      #expect(clip.frameIndices.first == 0)
      #expect(clip.frameIndices.last == clip.numSourceFrames - 1)
      #expect(Set(clip.pixels).count > 100)
      #expect(MediaProbe.inspect(url, .video).condition == .ok)
    }
  }

  @Test func actedSpeechIsDecodedAtItsLength() throws {
    let all = try files("speech", "wav")
    #expect(all.count > 100)
    for url in stride(from: 0, to: all.count, by: 20).map({ all[$0] }) {
      let clip = try AudioDecoder.decode(url)
      #expect(abs(Double(clip.waveform.count) - clip.durationSeconds * 16_000) <= 1)
      #expect(clip.peak > 0.005 && clip.peak < 1.2)
      #expect(MediaProbe.inspect(url, .audio).condition == .ok)
    }
  }
}
