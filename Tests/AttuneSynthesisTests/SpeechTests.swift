import AttuneCore
import Testing

@testable import AttuneSynthesis

struct SpeechTests {
  private let sentence = "I told my sister about it last night."

  private func speak(_ emotion: Emotion, person: Int = 1) throws -> SpokenUtterance {
    var random = SeededRandom(seed: 5, path: "speech")
    let recording = Recording(random: &random)
    return try SpokenUtterance(
      sentence, voice: Person(id: person, seed: 42).voice, prosody: .prototype(emotion),
      recording: recording, random: &random)
  }

  @Test func `an utterance sounds the same whatever was said before`() throws {
    let first = try speak(.happy)
    for emotion in Emotion.allCases { _ = try speak(emotion, person: 2 + emotion.index) }
    let second = try speak(.happy)
    #expect(first.waveform == second.waveform)
  }

  @Test func `rate and loudness tell high arousal from low`() throws {
    let angry = try speak(.angry)
    let sad = try speak(.sad)
    #expect(sad.durationSeconds > 1.2 * angry.durationSeconds)
    #expect(power(angry.waveform) > 4 * power(sad.waveform))
  }

  @Test func `people have voices of their own`() throws {
    #expect(try speak(.sad, person: 1).waveform != speak(.sad, person: 2).waveform)
    #expect(Person(id: 2, seed: 42).gender != Person(id: 1, seed: 42).gender)
  }

  @Test func `the samples are in range and not silent`() throws {
    for emotion in Emotion.allCases {
      let utterance = try speak(emotion)
      #expect(utterance.waveform.allSatisfy { abs($0) < 1 })
      #expect(power(utterance.waveform) > 1e-5)
      #expect((0.8...8).contains(utterance.durationSeconds))
    }
  }

  @Test func `loudness has one value a video frame and reaches both ends`() throws {
    let utterance = try speak(.happy)
    let loudness = utterance.loudness(frameRate: 12)
    #expect(abs(Double(loudness.count) / 12 - utterance.durationSeconds) < 0.1)
    #expect(loudness.contains { $0 > 0.9 } && loudness.contains { $0 < 0.1 })
  }

  private func power(_ samples: [Float]) -> Float {
    samples.reduce(0) { $0 + $1 * $1 } / Float(max(samples.count, 1))
  }
}
