/// The camera and the room of one side of a conversation.
struct Scene: Sendable {
  let backdrop: Colour
  /// Side from which the light comes, −1 left … 1 right.
  let lightSide: Double
  /// −0.3 dark … 0.15 bright.
  let exposure: Double
  /// Size of the head in the picture.
  let zoom: Double
  /// Where the head is off the centre, in frame widths.
  let shiftX: Double
  let shiftY: Double
  /// How much the picture is tilted, in radians.
  let tilt: Double
  /// Strength of the sensor's noise.
  let grain: Double

  init(random: inout SeededRandom) {
    let grey = random.uniform(0.3...0.75)
    backdrop = Colour(random.unit(), random.unit(), random.unit())
      .mixed(Colour(grey, grey, grey), 0.65)
    lightSide = random.uniform(-1...1)
    exposure = random.uniform(-0.28...0.12)
    zoom = random.uniform(0.94...1.1)
    shiftX = random.normal(0, 0.022)
    shiftY = random.normal(0, 0.018)
    tilt = random.normal(0, 0.035)
    grain = random.uniform(0.25...0.8)
  }
}
