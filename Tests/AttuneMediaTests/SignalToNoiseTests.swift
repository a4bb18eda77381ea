import AttuneCore
import AttuneMedia
import Foundation
import Testing

@Suite struct SignalToNoiseTests {
  /// Four tones of half a second with pauses as long, in white noise.
  private func bursts(decibels: Double) -> AudioClip {
    var generator = SeededGenerator(11)
    let amplitude = pow(10, decibels / 20)
    let samples = (0..<64_000).map { index -> Float in
      let noise = (0..<12).reduce(-6.0) { sum, _ in sum + generator.uniform() }
      let tone = (index / 8_000) % 2 == 0 ? sin(0.3 * Double(index)) * 2.0.squareRoot() : 0
      return Float((tone * amplitude + noise) * 0.001)
    }
    return AudioClip(waveform: samples, durationSeconds: 4)
  }

  @Test(arguments: [0.0, 10, 20, 30])
  func theRatioOfBurstsIsFound(decibels: Double) throws {
    // The percentiles of noise powers lie somewhat to either side of their mean.
    let found = try #require(bursts(decibels: decibels).signalToNoise)
    #expect(abs(found - decibels) < 2.5)
  }

  @Test func loudnessDoesNotMatter() throws {
    var quiet = bursts(decibels: 15)
    quiet.waveform = quiet.waveform.map { $0 * 0.25 }
    let (one, other) = (bursts(decibels: 15).signalToNoise, quiet.signalToNoise)
    #expect(abs(try #require(one) - (try #require(other))) < 1e-4)
  }

  @Test func whatTellsNothingHasNoRatio() {
    #expect(AudioClip(waveform: [], durationSeconds: 0).signalToNoise == nil)
    let silence = AudioClip(waveform: .init(repeating: 0, count: 16_000), durationSeconds: 1)
    #expect(silence.signalToNoise == nil)
    let short = AudioClip(waveform: .init(repeating: 0.1, count: 3_000), durationSeconds: 0.19)
    #expect(short.signalToNoise == nil)
  }

  @Test func theRatioStaysWithinItsRange() throws {
    var waveform = [Float](repeating: 0, count: 16_000)
    for index in 8_000..<16_000 { waveform[index] = index % 2 == 0 ? 1 : -1 }
    #expect(AudioClip(waveform: waveform, durationSeconds: 1).signalToNoise == 60)
    let steady = AudioClip(waveform: .init(repeating: 0.5, count: 16_000), durationSeconds: 1)
    #expect(steady.signalToNoise == -20)
  }
}
