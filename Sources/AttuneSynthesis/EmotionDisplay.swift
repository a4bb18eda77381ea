import AttuneCore

/// How much of a feeling one channel, voice or face, lets out.
///
/// Voice and face draw theirs independently: where the face says little the voice may say much, and
/// that is what a fusion of the two can gain from. Most conversations are clear in a channel, some
/// are faint (near neutral) and some look or sound half like a neighbouring class.
struct EmotionDisplay: Sendable {
  let emotion: Emotion
  /// The class that is mixed in.
  let neighbour: Emotion
  /// Share of the neighbour, 0 … 1.
  let mixture: Double
  /// 0 neutral … 1 in full.
  let intensity: Double

  /// Draws what one channel shows in a whole conversation.
  init(_ emotion: Emotion, neighbours: [Emotion], random: inout SeededRandom) {
    self.emotion = emotion
    neighbour = random.pick(neighbours, else: emotion)
    switch random.unit() {
    case ..<0.66:  // clear
      mixture = random.uniform(0...0.15)
      intensity = random.uniform(0.75...1.1)
    case ..<0.82:  // faint
      mixture = random.uniform(0...0.3)
      intensity = random.uniform(0.08...0.3)
    default:  // confusable
      mixture = random.uniform(0.4...0.75)
      intensity = random.uniform(0.65...1)
    }
  }

  private init(_ display: EmotionDisplay, intensity: Double) {
    emotion = display.emotion
    neighbour = display.neighbour
    mixture = display.mixture
    self.intensity = intensity
  }

  /// The display of one utterance of the speaker.
  func varied(random: inout SeededRandom) -> EmotionDisplay {
    EmotionDisplay(self, intensity: max(0, intensity * random.normal(1, 0.12)))
  }

  /// The display of a listener, who mirrors the speaker a little.
  func mirrored(random: inout SeededRandom) -> EmotionDisplay {
    EmotionDisplay(self, intensity: intensity * random.uniform(0...0.25))
  }
}
