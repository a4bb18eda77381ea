import AttuneCore

/// How a person's voice sounds when nothing moves them.
struct SpeakerVoice: Sendable {
  /// Lowest and highest pitch of ordinary speech, in hertz.
  let pitch: ClosedRange<Double>
  /// Formant frequencies in per cent of the built-in adult male voice.
  let formants: [Int]
  /// Words per minute.
  let rate: Double
  /// Spectral tilt, −1 dull … 1 bright.
  let brightness: Double

  /// Draws a voice that fits a profile.
  init(
    age: SpeakerProfile.Age, gender: SpeakerProfile.Gender, timbre: SpeakerProfile.Timbre,
    random: inout SeededRandom
  ) {
    var base: Double = gender == .male ? 88 : 168
    var tract: Double = gender == .male ? 100 : 114
    var speed: Double = 168
    switch age {
    case .child:
      base = gender == .male ? 215 : 235
      tract = 126
    case .young: speed = 174
    case .middleAged: base *= 0.96
    case .elderly:
      base *= gender == .male ? 1.06 : 0.92
      speed = 152
    }
    switch timbre {
    case .high: base *= 1.14
    case .mid: break
    case .low: base *= 0.88
    }
    base *= random.normal(1, 0.03)
    let spread = base * random.uniform(0.32...0.46)
    pitch = base...(base + spread)
    let scale = tract + random.normal(0, 2)
    formants = (0...8).map { _ in Int((scale + random.normal(0, 2)).rounded()) }
    rate = speed + random.normal(0, 7)
    brightness = random.normal(0, 0.2)
  }

  /// The voice as a voice file of espeak-ng.
  ///
  /// Flutter, roughness and echo are switched off: they run on counters that live as long as the
  /// library, and the same sentence would sound different the second time.
  var file: String {
    let lines =
      [
        "name attune", "language en-us", "phonemes en-us", "dictrules 3 6", "flutter 0",
        "roughness 0", "echo 0 0",
        "pitch \(Int(pitch.lowerBound.rounded())) \(Int(pitch.upperBound.rounded()))",
      ] + formants.enumerated().map { "formant \($0.offset) \($0.element) 100 100" }
    return lines.joined(separator: "\n") + "\n"
  }
}
