import AttuneCore

/// One member of the cast: the same voice and the same face in every conversation.
struct Person: Sendable {
  /// The profile ID, 1 … ``castSize``.
  let id: Int
  let age: SpeakerProfile.Age
  let gender: SpeakerProfile.Gender
  let timbre: SpeakerProfile.Timbre
  /// Draws the voice.
  let voice: SpeakerVoice
  /// Draws the face.
  let face: FaceAppearance

  /// People in a corpus.
  static let castSize = 40

  /// The person with this profile ID in the corpus of this seed.
  init(id: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed, path: "person", "\(id)")
    self.id = id
    // Alternating, so that any handful of people has both.
    gender = id.isMultiple(of: 2) ? .female : .male
    age = random.pick(
      weighted: [(.child, 0.1), (.young, 0.4), (.middleAged, 0.32), (.elderly, 0.18)],
      else: .young)
    timbre = random.pick([.high, .mid, .low], else: .mid)
    voice = SpeakerVoice(age: age, gender: gender, timbre: timbre, random: &random)
    face = FaceAppearance(age: age, gender: gender, random: &random)
  }

  /// The whole cast of a corpus, in the order of the IDs.
  static func cast(seed: UInt64) -> [Person] {
    (1...castSize).map { Person(id: $0, seed: seed) }
  }
}
