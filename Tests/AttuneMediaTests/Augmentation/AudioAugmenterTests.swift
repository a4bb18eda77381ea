import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneMedia

@Suite struct AudioAugmenterTests {
  private let clip = AudioClip(
    waveform: AudioNormalization.standard(
      zip(
        tone(180, seconds: 0.2, sampleRate: 16_000), tone(900, seconds: 0.2, sampleRate: 16_000)
      ).map(+)),
    durationSeconds: 0.2)
  private let decoded = AudioSettings(normalization: .standard, maximumSeconds: 30)

  private func stream(epoch: Int = 0, conversation: String = "c", utterance: Int = 0)
    -> AugmentationStream
  {
    AugmentationStream(
      seed: 42, epoch: epoch, conversation: conversation, turn: "t", utterance: utterance)
  }

  /// Everything at once, always.
  private var everything: AudioAugmentation {
    var settings = AudioAugmentation()
    settings.speed.probability = 1
    settings.stretch.probability = 1
    settings.pitch.probability = 1
    settings.reverberation.probability = 1
    settings.noise.probability = 1
    settings.filter.probability = 1
    settings.clipping.probability = 1
    settings.gain.probability = 1
    return settings
  }

  @Test func nothingIsOnUnlessItIsAskedFor() throws {
    let augmented = try AudioAugmenter(AudioAugmentation())(
      clip, decoded: decoded, stream: stream())
    #expect(augmented.value == clip && !augmented.isAugmented)
    #expect(!AudioAugmentation().isOn)
  }

  @Test func theSameStreamGivesTheSameSoundAndAnotherOneAnother() throws {
    let augmenter = try AudioAugmenter(everything)
    let first = try augmenter(clip, decoded: decoded, stream: stream())
    #expect(try augmenter(clip, decoded: decoded, stream: stream()).value == first.value)
    #expect(first.operations.count == 8)
    for other in [
      stream(epoch: 1), stream(conversation: "d"), stream(utterance: 1),
      AugmentationStream(seed: 43, epoch: 0, conversation: "c", turn: "t", utterance: 0),
      AugmentationStream(
        seed: 42, epoch: 0, conversation: "c", turn: "t", occurrence: 1, utterance: 0),
    ] {
      #expect(try augmenter(clip, decoded: decoded, stream: other).operations != first.operations)
    }
  }

  @Test func anOperationDrawsTheSameWhateverOthersDo() throws {
    var alone = AudioAugmentation()
    alone.filter.probability = 1
    let all = try AudioAugmenter(everything)(clip, decoded: decoded, stream: stream())
    let one = try AudioAugmenter(alone)(clip, decoded: decoded, stream: stream())
    #expect(one.operations.count == 1)
    #expect(all.operations.contains(one.operations[0]))
  }

  @Test func aProbabilityIsHowManySoundsAreChanged() throws {
    var settings = AudioAugmentation()
    settings.gain.probability = 0.3
    let augmenter = try AudioAugmenter(settings)
    let changed = try (0..<500).count { number in
      try augmenter(clip, decoded: decoded, stream: stream(conversation: "\(number)"))
        .isAugmented
    }
    #expect((110...190).contains(changed))
  }

  @Test func theLevelIsWhatTheEncoderWasToldAndOnlyGainMovesIt() throws {
    var settings = everything
    settings.gain.probability = 0
    for epoch in 0..<3 {
      let wave = try AudioAugmenter(settings)(
        clip, decoded: decoded, stream: stream(epoch: epoch)
      ).value.waveform
      #expect(wave.allSatisfy { $0.isFinite })
      let mean = wave.reduce(0.0) { $0 + Double($1) } / Double(wave.count)
      #expect(abs(mean) < 1e-4 && abs(WaveformLevel.power(wave) - 1) < 1e-3)
    }
    settings = AudioAugmentation()
    settings.gain.probability = 1
    settings.gain.decibels = AugmentationRange(6, 6)
    let louder = try AudioAugmenter(settings)(clip, decoded: decoded, stream: stream()).value
    #expect(abs(10 * log10(WaveformLevel.power(louder.waveform)) - 6) < 0.01)
  }

  @Test func aSlowerSoundIsCutAtTheLongestLength() throws {
    var settings = AudioAugmentation()
    settings.speed.probability = 1
    settings.speed.factor = AugmentationRange(0.5, 0.5)
    let limit = AudioSettings(normalization: .peak, maximumSeconds: 0.2)
    let slow = try AudioAugmenter(settings)(clip, decoded: limit, stream: stream()).value
    #expect(slow.waveform.count == 3200 && slow.peak == 1)
  }

  @Test func recordedNoiseAndRoomsComeFromTheirFolders() throws {
    try withTemporaryFolder { folder in
      let noises = folder.appendingPathComponent("noise/deep")
      let rooms = folder.appendingPathComponent("rooms")
      for folder in [noises, rooms] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      // Shorter than the clip: repeated, so that it fills all of it.
      let hum = tone(3000, seconds: 0.1, sampleRate: 16_000).map { Int16($0 * 30_000) }
      try WaveFile.int16(hum).write("hum.wav", in: noises)
      try Data("no sound".utf8).write(to: noises.appendingPathComponent("README.txt"))
      try WaveFile.float([0, 0, 1, 0, 0, 0.5]).write("echo.wav", in: rooms)
      var settings = AudioAugmentation()
      settings.noise.probability = 1
      settings.noise.kinds = [.files]
      settings.noise.folder = noises.deletingLastPathComponent().path
      settings.noise.ratio = AugmentationRange(0, 0)
      let cache = try MediaCache(folder: folder.appendingPathComponent("cache"))
      let noisy = try AudioAugmenter(settings, cache: cache)(
        clip, decoded: decoded, stream: stream())
      #expect(noisy.operations == ["audio.noise: hum.wav, 0.00 dB"])
      #expect(SineProbe.amplitude(noisy.value.waveform[...], at: 3000) > 0.7)
      #expect(cache.statistics.numMisses == 1)

      settings = AudioAugmentation()
      settings.reverberation.probability = 1
      settings.reverberation.folder = rooms.path
      let echo = try AudioAugmenter(settings)(
        clip, decoded: AudioSettings(), stream: stream()
      ).value.waveform
      let scale = 1 / Float(1.25).squareRoot()
      for place in [0, 2, 3, 100] {
        let late = place >= 3 ? clip.waveform[place - 3] : 0
        #expect(abs(echo[place] - scale * (clip.waveform[place] + 0.5 * late)) < 1e-4)
      }
    }
  }

  @Test func aFolderWithoutSoundsIsAnErrorAtOnce() throws {
    try withTemporaryFolder { folder in
      var settings = AudioAugmentation()
      settings.reverberation.probability = 1
      settings.reverberation.folder = folder.path
      #expect(throws: MediaError.self) { try AudioAugmenter(settings) }
      settings.reverberation.folder = folder.appendingPathComponent("none").path
      #expect(throws: MediaError.self) { try AudioAugmenter(settings) }
      settings.reverberation.probability = 0
      _ = try AudioAugmenter(settings)
    }
  }
}
