/// Where things stand in a figure, in points from its top left corner.
struct Canvas {
  /// Where a text stands relative to its place.
  enum Alignment: String {
    case left, center, right
  }

  let width: Int
  let height: Int

  /// A column as gnuplot's screen coordinate.
  func x(_ points: Int) -> String { "\(Double(points) / Double(width))" }
  /// A row as gnuplot's screen coordinate, which counts from below.
  func y(_ points: Int) -> String { "\(1 - Double(points) / Double(height))" }

  /// Puts the rectangle of a plot.
  func panel(left: Int, top: Int, width: Int, height: Int) -> [String] {
    [
      "set lmargin at screen \(x(left))", "set rmargin at screen \(x(left + width))",
      "set tmargin at screen \(y(top))", "set bmargin at screen \(y(top + height))",
    ]
  }

  /// A text, its middle at `y`.
  func text(
    _ text: String, x: Int, y: Int, _ alignment: Alignment = .center, size: Int = 11,
    colour: String = Palette.ink, isUpright: Bool = false
  ) -> String {
    "set label \(GnuplotText.quoted(text)) at screen \(self.x(x)),\(self.y(y)) "
      + "\(alignment.rawValue) font ',\(size)' tc rgb '\(colour)'"
      + (isUpright ? " rotate by 90" : "")
  }

  /// The heading in the middle of the top, cut to the figure's width.
  func title(_ title: String) -> String {
    let short = GnuplotText.shortened(title, to: (width - 16) * 11 / 13)
    return text(short, x: width / 2, y: 22, size: 13)
  }

  /// Takes back what would be drawn again with each further plot of a figure.
  static let clear = ["unset label", "unset object", "unset arrow"]
  /// How the axes look, all figures alike.
  static let ticStyle = "nomirror scale 0.5 textcolor rgb '\(Palette.ink)'"
  static let border = "set border 3 lc rgb '\(Palette.grey)'"

  /// Grid lines behind the data along `axes`, as `xtics ytics`.
  static func grid(_ axes: String) -> String {
    "set grid \(axes) back lt 1 lw 0.5 lc rgb '\(Palette.grid)'"
  }
}
