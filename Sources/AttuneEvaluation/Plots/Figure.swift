/// A drawing: its size and the gnuplot commands that make it.
struct Figure {
  /// The formats, with the fonts that each finds everywhere.
  enum Terminal {
    case png, svg
  }

  /// In points of the SVG, which are 1.5 pixels of the PNG.
  let width: Int
  let height: Int
  /// Commands, without terminal and output.
  let commands: [String]

  /// The commands for one format; both start from gnuplot's defaults.
  func script(terminal: Terminal, output: String) -> String {
    // `noenhanced`: class and model names are text, not mark-up.
    let setTerminal =
      switch terminal {
      case .png:
        "set terminal pngcairo noenhanced color size \(width * 3 / 2),\(height * 3 / 2) "
          + "fontscale 1.5 linewidth 1.5 pointscale 1.5 background rgb 'white' font 'Sans,11'"
      case .svg:
        "set terminal svg noenhanced size \(width),\(height) dynamic "
          + "background rgb 'white' font 'DejaVu Sans,11'"
      }
    return
      (["reset session", "set encoding utf8", setTerminal, "set output '\(output)'"]
      + commands + ["unset output"]).joined(separator: "\n") + "\n"
  }
}

/// Text as gnuplot reads it.
enum GnuplotText {
  /// A quoted string; line breaks and other control characters become spaces.
  static func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.map { scalar -> Character in
      scalar.value < 0x20 || scalar.value == 0x7f ? " " : Character(scalar)
    }
    return "'" + String(plain).replacing("'", with: "''") + "'"
  }

  /// A quoted string for a tic, where gnuplot takes `%` for a number format.
  static func tic(_ text: String) -> String { quoted(text.replacing("%", with: "%%")) }

  /// About how wide `text` is at the figures' size of letters, in points.
  static func width(_ text: String) -> Int { text.count * 8 }

  /// A number, or what gnuplot takes for a gap.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "NaN" }
    return "\(value)"
  }
}

/// Colours that people with any colour vision tell apart (Okabe and Ito 2008), and shades.
enum Palette {
  static let blue = "#0072B2"
  static let orange = "#E69F00"
  static let green = "#009E73"
  static let vermilion = "#D55E00"
  static let grey = "#7F7F7F"
  static let grid = "#D9D9D9"
  static let ink = "#222222"
  /// White to dark blue, even steps of lightness.
  static let shades =
    "set palette defined (0 '#FFFFFF', 0.25 '#C6DBEF', 0.5 '#6BAED6', 0.75 '#2171B5', "
    + "1 '#08306B')"
}
