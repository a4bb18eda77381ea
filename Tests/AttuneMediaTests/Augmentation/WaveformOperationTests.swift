import AttuneCore
import AttuneTestSupport
import CFFmpeg
import Foundation
import Testing

@testable import AttuneMedia

@Suite struct WaveformOperationTests {
  private func sine(_ frequency: Double, seconds: Double = 0.25) -> [Float] {
    tone(frequency, seconds: seconds, sampleRate: 16_000)
  }

  @Test(arguments: [-20.0, 0, 5, 13.7, 40]) func noiseHasTheRatioThatWasAskedFor(decibels: Double) {
    var generator = SeededGenerator(1)
    let signal = sine(440)
    for noise in [
      Noise.white(signal.count, using: &generator), Noise.white(777, using: &generator),
    ] {
      let noisy = WaveformLevel.add(noise, to: signal, decibels: decibels)
      // In double precision: the sum is rounded to what the louder of both leaves of the other.
      let added = zip(noisy, signal).map { Double($0) - Double($1) }
      let power = added.reduce(0) { $0 + $1 * $1 } / Double(added.count)
      let ratio = 10 * log10(WaveformLevel.power(signal) / power)
      #expect(abs(ratio - decibels) < 0.01)
    }
  }

  @Test func silenceHasNoRatioAndStaysAsItIs() {
    let silence = [Float](repeating: 0, count: 100)
    #expect(WaveformLevel.add([1, -1], to: silence, decibels: 0) == silence)
    #expect(WaveformLevel.add(silence, to: sine(100), decibels: 0) == sine(100))
    #expect(WaveformLevel.add([], to: sine(100), decibels: 0) == sine(100))
  }

  @Test func whiteNoiseIsNormalAndPinkNoiseFallsByThreeDecibelsAnOctave() throws {
    var generator = SeededGenerator(2)
    let white = Noise.white(1 << 15, using: &generator)
    let moments = (1...4).map { power in
      white.reduce(0.0) { $0 + pow(Double($1), Double(power)) } / Double(white.count)
    }
    #expect(abs(moments[0]) < 0.02 && abs(moments[1] - 1) < 0.03)
    #expect(abs(moments[2]) < 0.06 && abs(moments[3] - 3) < 0.15)

    let pink = try Noise.pink(1 << 15, using: &generator)
    let transform = try RealFourierTransform(atLeast: pink.count)
    let spectrum = transform.spectrum(of: pink).map { Double($0.re * $0.re + $0.im * $0.im) }
    // Bands of an octave hold the same power where power falls as 1 ÷ frequency.
    let octaves = (7...12).map { exponent in
      10 * log10(spectrum[(1 << exponent)..<(2 << exponent)].reduce(0, +))
    }
    for level in octaves { #expect(abs(level - octaves[0]) < 0.8) }
    #expect(abs(pink.reduce(0, +) / Float(pink.count)) < 1e-5)
  }

  @Test func gainIsInDecibels() {
    let louder = WaveformLevel.gain([0.25, -0.5], decibels: 20 * log10(2))
    expectAllClose(louder, [0.5, -1])
    expectAllClose(WaveformLevel.gain([1], decibels: -20), [0.1])
  }

  @Test func clippingCutsTheShareOfTheLoudest() {
    let ramp = (0..<1000).map { Float($0) * ($0 % 2 == 0 ? 1 : -1) }
    let clipped = WaveformLevel.clip(ramp, share: 0.1)
    #expect(clipped.map { abs($0) }.max() == 899)
    #expect(zip(ramp, clipped).count { $0 != $1 } == 100)
    #expect(WaveformLevel.clip(ramp, share: 0) == ramp)
    #expect(WaveformLevel.clip([], share: 0.5).isEmpty)
    #expect(WaveformLevel.clip([1, 1, 1], share: 0.5) == [1, 1, 1])
  }

  @Test(arguments: [0.5, 0.8, 0.9371, 1.1, 2]) func speedMovesLengthAndFrequencyAlike(
    factor: Double
  ) throws {
    let waveform = sine(1000)
    let changed = try SpeedChange.apply(waveform, factor: factor)
    #expect(changed.count == Int((Double(waveform.count) / factor).rounded()))
    let middle = changed[200..<changed.count - 200]
    let frequency = SineProbe.peak(middle, 400...2100)
    #expect(abs(frequency - 1000 * factor) < 0.5)
    #expect(abs(SineProbe.amplitude(middle, at: 1000 * factor) - 0.5) < 0.005)
    // The start stays in its place: no delay of the filter.
    let expected = tone(1000 * factor, seconds: 0.1, sampleRate: 16_000)
    expectAllClose(
      Array(changed[100..<400]), Array(expected[100..<400]),
      Tolerance(relative: 0, absolute: 0.01))
  }

  @Test func aSpeedOfOneChangesNothing() throws {
    #expect(try SpeedChange.apply(sine(300), factor: 1) == sine(300))
    #expect(TimeStretch.apply(sine(300), factor: 1) == sine(300))
    #expect(try PitchShift.apply(sine(300), semitones: 0) == sine(300))
  }

  @Test(arguments: [0.7, 0.9, 1.25]) func aStretchKeepsTheFrequency(factor: Double) {
    for frequency in [150.0, 2000] {
      let waveform = sine(frequency)
      let changed = TimeStretch.apply(waveform, factor: factor)
      #expect(changed.count == Int((Double(waveform.count) / factor).rounded()))
      let middle = changed[400..<changed.count - 400]
      #expect(abs(SineProbe.peak(middle, frequency - 30...frequency + 30) - frequency) < 1)
      #expect(abs(SineProbe.amplitude(middle, at: frequency) - 0.5) < 0.02)
    }
  }

  @Test(arguments: [-5.0, 3]) func aPitchShiftMovesTheFrequencyAndKeepsTheLength(
    semitones: Double
  ) throws {
    let waveform = sine(500)
    let changed = try PitchShift.apply(waveform, semitones: semitones)
    #expect(changed.count == waveform.count)
    let expected = 500 * pow(2, semitones / 12)
    let middle = changed[600..<changed.count - 600]
    #expect(abs(SineProbe.peak(middle, expected - 40...expected + 40) - expected) < 1)
  }

  @Test func anArtificialRoomHasItsDecayAndItsRatio() {
    var generator = SeededGenerator(3)
    let room = RoomResponse.artificial(
      seconds: 0.5, directToReverberant: 6, using: &generator)
    #expect(room.count == 8001 && room[0] == 1)
    let tail = room[1...].reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(10 * log10(1 / tail) - 6) < 0.01)
    // After half of the time half of the 60 dB are gone.
    func level(_ range: Range<Int>) -> Double {
      10 * log10(room[range].reduce(0.0) { $0 + Double($1) * Double($1) })
    }
    #expect(abs(level(1..<801) - level(4001..<4801) - 30) < 2)
  }

  @Test func aRoomKeepsLengthAndPlaceAndAnImpulseIsItsResponse() throws {
    let response: [Float] = [0.1, -0.2, 0.8, 0.4, 0.1]
    #expect(RoomResponse.measured(response) == [0.8, 0.4, 0.1])
    let impulse = [Float](repeating: 0, count: 3) + [1] + [Float](repeating: 0, count: 6)
    let heard = try RoomResponse.apply([0.8, 0.4, 0.1], to: impulse)
    let scale = 1 / Float(0.81).squareRoot()
    expectAllClose(
      heard, [0, 0, 0, 0.8 * scale, 0.4 * scale, 0.1 * scale, 0, 0, 0, 0],
      Tolerance(relative: 0, absolute: 1e-6))
    #expect(try RoomResponse.apply([0, 0], to: impulse) == impulse)
  }

  @Test(arguments: [1, 2, 100, 511]) func tinyWaveformsSurviveEverything(count: Int) throws {
    let waveform = (0..<count).map { Float($0 % 7) - 3 }
    var generator = SeededGenerator(4)
    for factor in [0.5, 0.77, 1.3, 2] {
      #expect(try SpeedChange.apply(waveform, factor: factor).allSatisfy { $0.isFinite })
      #expect(TimeStretch.apply(waveform, factor: factor).count >= 1)
    }
    #expect(try PitchShift.apply(waveform, semitones: 12).count == count)
    #expect(try Noise.pink(count, using: &generator).count == count)
    let room = RoomResponse.artificial(seconds: 0.01, directToReverberant: 0, using: &generator)
    #expect(try RoomResponse.apply(room, to: waveform).count == count)
  }
}
