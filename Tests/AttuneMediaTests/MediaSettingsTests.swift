import AttuneMedia
import Foundation
import Testing

struct MediaSettingsTests {
  private func read<Settings: Decodable>(_ json: String, _: Settings.Type) throws -> Settings {
    try JSONDecoder().decode(Settings.self, from: Data(json.utf8))
  }

  @Test func keysLeftOutHaveTheirDefaults() throws {
    #expect(try read("{}", AudioSettings.self) == AudioSettings())
    #expect(
      try read(#"{"num_frames": 4, "resize": "area", "spacing": "time"}"#, VideoSettings.self)
        == VideoSettings(numFrames: 4, resize: .area, spacing: .time))
  }

  @Test func settingsSurviveWritingAndReading() throws {
    let audio = AudioSettings(normalization: .standard, maximumSeconds: 10)
    let video = VideoSettings(
      numFrames: 3, height: 5, width: 7, shortestEdge: 9, resize: .area, spacing: .time)
    #expect(
      try JSONDecoder().decode(AudioSettings.self, from: JSONEncoder().encode(audio)) == audio)
    #expect(
      try JSONDecoder().decode(VideoSettings.self, from: JSONEncoder().encode(video)) == video)
  }

  @Test func unknownKeysAndValuesAreErrors() {
    #expect(throws: DecodingError.self) { try read(#"{"max_seconds": 1}"#, AudioSettings.self) }
    #expect(throws: DecodingError.self) { try read(#"{"numFrames": 1}"#, VideoSettings.self) }
    #expect(throws: DecodingError.self) {
      try read(#"{"normalization": "loud"}"#, AudioSettings.self)
    }
  }
}
