/// A colour, each part 0 … 1.
struct Colour: Sendable {
  let red: Double
  let green: Double
  let blue: Double

  init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Lighter for a factor above 1, darker below.
  func scaled(_ factor: Double) -> Colour {
    Colour(min(red * factor, 1), min(green * factor, 1), min(blue * factor, 1))
  }

  /// This colour with `share` of `other` mixed in.
  func mixed(_ other: Colour, _ share: Double) -> Colour {
    Colour(
      red + (other.red - red) * share, green + (other.green - green) * share,
      blue + (other.blue - blue) * share)
  }
}
