import AttuneCore
import Foundation
import Testing

@testable import AttuneMedia

@Suite struct AugmentationSettingsTests {
  private func audio(_ json: String) throws -> AudioAugmentation {
    try JSONDecoder().decode(AudioAugmentation.self, from: Data(json.utf8))
  }

  private func video(_ json: String) throws -> VideoAugmentation {
    try JSONDecoder().decode(VideoAugmentation.self, from: Data(json.utf8))
  }

  @Test func keysLeftOutHaveTheirDefaults() throws {
    #expect(try audio("{}") == AudioAugmentation())
    #expect(try video("{}") == VideoAugmentation())
    let noise = try audio(#"{"noise": {"probability": 0.5, "snr_db": 10}}"#).noise
    #expect(noise.probability == 0.5 && noise.kinds == [.white, .pink])
    #expect(noise.ratio == AugmentationRange(10, 10))
  }

  @Test func settingsSurviveTheirFile() throws {
    var settings = AudioAugmentation()
    settings.noise.folder = "noise"
    settings.noise.kinds = [.files]
    settings.filter.lowPass = AugmentationRange(3000, 4000)
    let data = try JSONEncoder().encode(settings)
    #expect(try JSONDecoder().decode(AudioAugmentation.self, from: data) == settings)
    let clips = try video(#"{"erase": {"fill": "mean"}, "time_shift": {"frames": [-2, 3]}}"#)
    let again = try JSONDecoder().decode(
      VideoAugmentation.self, from: try JSONEncoder().encode(clips))
    #expect(again == clips && clips.erase.fill == .mean)
  }

  @Test(arguments: [
    (#"{"noise": {"probability": 1.5}}"#, "audio.noise.probability"),
    (#"{"noise": {"snr_db": [20, 5]}}"#, "audio.noise.snr_db"),
    (#"{"noise": {"kinds": []}}"#, "audio.noise.kinds"),
    (#"{"noise": {"kinds": ["files"]}}"#, "audio.noise.folder"),
    (#"{"noise": {"folder": "x"}}"#, "audio.noise.folder"),
    (#"{"speed": {"factor": 3}}"#, "audio.speed.factor"),
    (#"{"stretch": {"factor": [0.1, 1]}}"#, "audio.stretch.factor"),
    (#"{"pitch": {"semitones": 13}}"#, "audio.pitch.semitones"),
    (#"{"gain": {"db": 100}}"#, "audio.gain.db"),
    (#"{"clipping": {"share": 0.9}}"#, "audio.clipping.share"),
    (#"{"filter": {"low_pass_hz": 8000}}"#, "audio.filter.low_pass_hz"),
    (#"{"filter": {"high_pass_hz": [50, 2500]}}"#, "audio.filter.high_pass_hz"),
    (#"{"reverberation": {"rt60_seconds": 0}}"#, "audio.reverberation.rt60_seconds"),
  ])
  func aSoundSettingThatCannotWorkIsNamed(json: String, key: String) throws {
    let settings = try audio(json)
    let error = #expect(throws: AugmentationError.self) { try settings.validate() }
    #expect(error?.key == key)
    #expect(throws: AugmentationError.self) { try AudioAugmenter(settings) }
  }

  @Test(arguments: [
    (#"{"crop": {"area": [0.5, 1.1]}}"#, "video.crop.area"),
    (#"{"crop": {"aspect": 0}}"#, "video.crop.aspect"),
    (#"{"flip": {"probability": -0.1}}"#, "video.flip.probability"),
    (#"{"colour": {"hue": [0, 0.6]}}"#, "video.colour.hue"),
    (#"{"blur": {"sigma": 0}}"#, "video.blur.sigma"),
    (#"{"erase": {"area": 0.95}}"#, "video.erase.area"),
    (#"{"frame_dropout": {"share": 2}}"#, "video.frame_dropout.share"),
    (#"{"time_shift": {"frames": 5000}}"#, "video.time_shift.frames"),
  ])
  func aClipSettingThatCannotWorkIsNamed(json: String, key: String) throws {
    let settings = try video(json)
    let error = #expect(throws: AugmentationError.self) { try settings.validate() }
    #expect(error?.key == key)
  }

  @Test func aRangeIsTwoNumbersOrOne() throws {
    for json in ["[1]", "[1, 2, 3]", #""many""#, "[]"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(AugmentationRange.self, from: Data(json.utf8))
      }
    }
    #expect(throws: AugmentationError.self) {
      try AugmentationRange(.nan, 1).within(0...2, "key")
    }
  }
}
