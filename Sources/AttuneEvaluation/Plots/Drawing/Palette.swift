/// Colours that people with any colour vision tell apart (Okabe and Ito 2008), and shades.
enum Palette {
  static let blue = "#0072B2"
  static let orange = "#E69F00"
  static let green = "#009E73"
  static let vermilion = "#D55E00"
  static let purple = "#CC79A7"
  static let sky = "#56B4E9"
  static let grey = "#7F7F7F"
  static let grid = "#D9D9D9"
  static let band = "#EFEFEF"
  static let ink = "#222222"
  /// White to dark blue, even steps of lightness.
  static let shades =
    "set palette defined (0 '#FFFFFF', 0.25 '#C6DBEF', 0.5 '#6BAED6', 0.75 '#2171B5', "
    + "1 '#08306B')"

  /// How the lines of several series differ: in colour, in the shape of the points, and, once the
  /// colours are used up, in the dashes.
  static func line(_ index: Int) -> (colour: String, pointType: Int, dashType: Int) {
    let colours = [blue, vermilion, green, orange, purple, sky, ink]
    let points = [7, 5, 9, 13, 11, 6, 4]
    let place = index % colours.count
    return (colours[place], points[place], 1 + index / colours.count % 4)
  }
}
