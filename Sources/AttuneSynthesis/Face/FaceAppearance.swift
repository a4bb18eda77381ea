import AttuneCore

/// What a person's face looks like, whatever they feel.
struct FaceAppearance: Sendable {
  enum Hair: Sendable, CaseIterable { case short, fringe, long, curly, bun, bald }

  let skin: Colour
  let hairColour: Colour
  let eyeColour: Colour
  let clothes: Colour
  let hair: Hair
  /// Half the width of the head; half its height is 1.
  let headWidth: Double
  /// Roundness of the jaw: 0 pointed … 1 square.
  let jaw: Double
  let eyeSize: Double
  let eyeDistance: Double
  let browThickness: Double
  let noseLength: Double
  let mouthWidth: Double
  let lipFullness: Double
  let hasGlasses: Bool
  let beard: Double
  let wrinkles: Double

  init(age: SpeakerProfile.Age, gender: SpeakerProfile.Gender, random: inout SeededRandom) {
    let skins = [
      Colour(0.97, 0.84, 0.74), Colour(0.93, 0.76, 0.62), Colour(0.84, 0.64, 0.47),
      Colour(0.68, 0.48, 0.34), Colour(0.52, 0.35, 0.25), Colour(0.40, 0.27, 0.20),
    ]
    let hairs = [
      Colour(0.12, 0.09, 0.08), Colour(0.27, 0.17, 0.10), Colour(0.45, 0.28, 0.14),
      Colour(0.80, 0.62, 0.32), Colour(0.58, 0.24, 0.12),
    ]
    let tone = random.index(below: skins.count)
    skin = skins[tone].scaled(random.uniform(0.96...1.04))
    // Fair hair and light eyes go with the fairer skins, mostly.
    let natural = random.pick(
      Array(hairs.prefix(tone < 3 ? hairs.count : 2)), else: Colour(0.27, 0.17, 0.1))
    hairColour =
      age == .elderly ? natural.mixed(Colour(0.82, 0.82, 0.84), 0.85) : natural
    let eyes = [
      Colour(0.30, 0.18, 0.10), Colour(0.40, 0.30, 0.16), Colour(0.22, 0.40, 0.60),
      Colour(0.30, 0.48, 0.28),
    ]
    eyeColour = random.pick(Array(eyes.prefix(tone < 3 ? 4 : 2)), else: Colour(0.3, 0.2, 0.1))
    clothes = Colour(
      random.uniform(0.15...0.85), random.uniform(0.15...0.85), random.uniform(0.15...0.85))
    hair =
      gender == .female
      ? random.pick([.long, .bun, .curly, .fringe], else: .long)
      : random.pick(
        age == .elderly ? [.bald, .short] : [.short, .fringe, .curly, .short], else: .short)
    headWidth = random.uniform(0.70...0.82) + (age == .child ? 0.06 : 0)
    jaw = random.uniform(0.2...0.8) + (gender == .male ? 0.15 : -0.1)
    eyeSize = random.uniform(0.9...1.1) * (age == .child ? 1.22 : 1)
    eyeDistance = random.uniform(0.92...1.08)
    browThickness = random.uniform(0.8...1.15) * (gender == .male ? 1.3 : 0.9)
    noseLength = random.uniform(0.85...1.15) * (age == .child ? 0.75 : 1)
    mouthWidth = random.uniform(0.9...1.1)
    lipFullness = random.uniform(0.8...1.1) * (gender == .female ? 1.3 : 0.9)
    hasGlasses = random.chance(age == .elderly ? 0.5 : 0.18)
    beard = gender == .male && age != .child && random.chance(0.35) ? random.uniform(0.4...1) : 0
    wrinkles =
      switch age {
      case .child, .young: 0
      case .middleAged: 0.35
      case .elderly: 1
      }
  }
}
