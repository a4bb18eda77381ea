import AttuneCore

/// What a feeling does to a voice.
struct Prosody: Sendable {
  /// Speed, as a factor.
  var rate = 1.0
  /// Shift of espeak-ng's pitch setting, whose scale is 0 … 100.
  var pitch = 0.0
  /// Shift of espeak-ng's pitch range setting, whose scale is 0 … 100.
  var range = 0.0
  /// Loudness in decibels.
  var loudness = 0.0
  /// Spectral tilt, −1 dull … 1 bright.
  var brightness = 0.0
  /// Depth of a trembling at 6 Hz, 0 … 1.
  var tremor = 0.0

  /// How a class sounds when it is shown in full.
  ///
  /// Arousal is what a voice tells best, so the classes lie in two clouds: happy, surprised, angry
  /// and fear high, sad, disgusted and contempt low.
  static func prototype(_ emotion: Emotion) -> Prosody {
    switch emotion {
    case .happy:
      Prosody(rate: 1.12, pitch: 20, range: 30, loudness: 3, brightness: 0.35)
    case .surprised:
      Prosody(rate: 1.02, pitch: 30, range: 44, loudness: 2, brightness: 0.2)
    case .angry:
      Prosody(rate: 1.2, pitch: 0, range: 12, loudness: 6, brightness: 0.9)
    case .fear:
      Prosody(rate: 1.3, pitch: 24, range: -22, loudness: -3, brightness: -0.2, tremor: 0.6)
    case .sad:
      Prosody(rate: 0.76, pitch: -20, range: -30, loudness: -5, brightness: -0.8, tremor: 0.1)
    case .disgusted:
      Prosody(rate: 0.84, pitch: -24, range: 6, loudness: 1, brightness: 0.35)
    case .contempt:
      Prosody(rate: 0.8, pitch: -4, range: 22, loudness: -2, brightness: -0.1)
    }
  }

  /// The class that a listener may take `emotion` for.
  static func neighbours(of emotion: Emotion) -> [Emotion] {
    switch emotion {
    case .happy: [.surprised, .angry]
    case .surprised: [.happy]
    case .angry: [.happy, .surprised]
    case .fear: [.surprised, .happy]
    case .sad: [.contempt, .disgusted]
    case .disgusted: [.sad, .contempt]
    case .contempt: [.disgusted, .sad]
    }
  }

  /// What is heard of `display`, with the variation from one utterance to the next.
  init(_ display: EmotionDisplay, random: inout SeededRandom) {
    let own = Prosody.prototype(display.emotion)
    let other = Prosody.prototype(display.neighbour)
    func mixed(_ path: KeyPath<Prosody, Double>, neutral: Double) -> Double {
      let blend =
        own[keyPath: path] * (1 - display.mixture) + other[keyPath: path] * display.mixture
      return neutral + (blend - neutral) * display.intensity
    }
    rate = mixed(\.rate, neutral: 1) * random.normal(1, 0.04)
    pitch = mixed(\.pitch, neutral: 0) + random.normal(0, 4)
    range = mixed(\.range, neutral: 0) + random.normal(0, 6)
    loudness = mixed(\.loudness, neutral: 0) + random.normal(0, 1.5)
    brightness = mixed(\.brightness, neutral: 0) + random.normal(0, 0.12)
    tremor = max(0, mixed(\.tremor, neutral: 0) + random.normal(0, 0.05))
  }

  private init(
    rate: Double, pitch: Double, range: Double, loudness: Double, brightness: Double,
    tremor: Double = 0
  ) {
    self.rate = rate
    self.pitch = pitch
    self.range = range
    self.loudness = loudness
    self.brightness = brightness
    self.tremor = tremor
  }
}
