import Foundation

/// The sound of one utterance: 16 kHz, mono.
struct SpokenUtterance: Sendable {
  /// −1 … 1.
  let waveform: [Float]

  /// Length in seconds.
  var durationSeconds: Double { Double(waveform.count) / Double(Resampler.sampleRate) }

  /// Speaks `text` as `voice` does in this mood and place.
  init(
    _ text: String, voice: SpeakerVoice, prosody: Prosody, recording: Recording,
    random: inout SeededRandom
  ) throws(SynthesisError) {
    let spoken = try SpeechEngine.speak(
      text, voice: voice.file, rate: voice.rate * prosody.rate, pitch: 50 + prosody.pitch,
      range: 50 + prosody.range)
    let dry = try Resampler.resample(
      Self.withoutSilence(spoken.samples), from: spoken.sampleRate)
    let lead = Int(random.uniform(0.08...0.22) * Double(Resampler.sampleRate))
    let tail = Int(random.uniform(0.12...0.3) * Double(Resampler.sampleRate))
    waveform = Self.finished(
      dry, lead: lead, tail: tail, prosody: prosody, brightness: voice.brightness,
      recording: recording, noiseStart: random.index(below: NoiseTable.samples.count))
  }

  /// espeak-ng ends a sentence with a long pause; ours is drawn with the place.
  private static func withoutSilence(_ samples: [Int16]) -> [Int16] {
    guard let first = samples.firstIndex(where: { abs(Int($0)) > 200 }),
      let last = samples.lastIndex(where: { abs(Int($0)) > 200 })
    else { return samples }
    return Array(samples[first...last])
  }

  /// Colours, shakes and levels the voice and adds the noise of the place, in one pass.
  private static func finished(
    _ dry: [Float], lead: Int, tail: Int, prosody: Prosody, brightness: Double,
    recording: Recording, noiseStart: Int
  ) -> [Float] {
    var energy: Float = 1e-9
    dry.withUnsafeBufferPointer { for sample in $0 { energy += sample * sample } }
    let level = (energy / Float(max(dry.count, 1))).squareRoot()
    let neutral = 0.08 * Float(pow(10, recording.gain / 20))  // −22 dBFS
    let gain = neutral / level * Float(pow(10, prosody.loudness / 20))
    // A one-pole split: more of the upper part sounds pressed, less sounds soft.
    let tilt = Float(min(max(prosody.brightness + brightness, -1), 1))
    let upper = 1 + (tilt > 0 ? tilt * 1.2 : tilt * 0.7)
    let pole = Float(exp(-2 * Double.pi * 900 / Double(Resampler.sampleRate)))
    let colour = Float(recording.colour)
    // Keeps the power of the coloured noise at one.
    let noiseGain =
      neutral * Float(pow(10, -recording.signalToNoise / 20)) * (1 - colour * colour).squareRoot()
    let shake = Float(prosody.tremor) * 0.5
    let step = Float(2 * Double.pi * 6.2 / Double(Resampler.sampleRate))

    return [Float](unsafeUninitializedCapacity: lead + dry.count + tail) { output, count in
      count = lead + dry.count + tail
      dry.withUnsafeBufferPointer { dry in
        NoiseTable.samples.withUnsafeBufferPointer { noise in
          var low: Float = 0
          var rumble: Float = 0
          var place = noiseStart
          for index in 0..<count {
            rumble = colour * rumble + noise[place]
            place = (place &+ 1) & 0xffff
            var value = rumble * noiseGain
            let at = index &- lead
            if at >= 0, at < dry.count {
              let sample = dry[at]
              low = pole * low + (1 - pole) * sample
              var voiced = (low + upper * (sample - low)) * gain
              if shake > 0 { voiced *= 1 + shake * sin(step * Float(at)) }
              value += voiced
            }
            output[index] = min(max(value, -0.99), 0.99)
          }
        }
      }
    }
  }

  /// How loud each video frame is, 0 silent … 1 as loud as this utterance gets.
  func loudness(frameRate: Int) -> [Double] {
    let window = Resampler.sampleRate / frameRate
    let numFrames = max(1, (waveform.count + window - 1) / window)
    let levels = waveform.withUnsafeBufferPointer { samples in
      (0..<numFrames).map { frame -> Double in
        let start = frame * window
        let end = min(start + window, samples.count)
        var energy: Float = 0
        // Every fourth sample is enough to open a mouth.
        for index in stride(from: start, to: end, by: 4) {
          energy += samples[index] * samples[index]
        }
        return Double(energy / Float(max(1, (end - start) / 4))).squareRoot()
      }
    }
    let sorted = levels.sorted()
    let loud = max(sorted[(sorted.count - 1) * 9 / 10], 1e-6)
    let quiet = sorted[(sorted.count - 1) / 10]
    return levels.map { min(max(($0 - quiet) / max(loud - quiet, 1e-6), 0), 1) }
  }
}
