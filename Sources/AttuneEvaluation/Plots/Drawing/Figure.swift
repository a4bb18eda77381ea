import Foundation

/// A drawing: what it shows in words, its size and the gnuplot commands that make it.
public struct Figure: Sendable {
  /// The formats, with the fonts that each finds everywhere.
  enum Terminal {
    case png, svg
  }

  /// Name of its files, without the ending.
  public let name: String
  /// What it shows, in words: for those who cannot see it.
  public let alternative: String
  /// In points of the SVG, which are 1.5 pixels of the PNG.
  public let width: Int
  /// In points, as the width.
  public let height: Int
  /// Commands, without terminal and output; empty where there is nothing to draw.
  let commands: [String]

  init(name: String, alternative: String = "", canvas: Canvas, commands: [String]) {
    self.name = name
    self.alternative = alternative
    (width, height) = (canvas.width, canvas.height)
    self.commands = commands
  }

  /// What a figure without data is; drawing it is an error that names it.
  static func empty(_ name: String) -> Figure {
    Figure(name: name, canvas: Canvas(width: 1, height: 1), commands: [])
  }

  /// The commands for one format; both start from gnuplot's defaults.
  func script(terminal: Terminal, output: String) -> String {
    // Letters are 1.2 × 11 points high in both, points alike; the terminals count differently.
    // `noenhanced`: class and model names are text, not mark-up.
    let setTerminal =
      switch terminal {
      case .png:
        "set terminal pngcairo noenhanced color size \(width * 3 / 2),\(height * 3 / 2) "
          + "fontscale 1.35 linewidth 1.5 pointscale 2.4 background rgb 'white' font 'Sans,11'"
      case .svg:
        "set terminal svg noenhanced size \(width),\(height) dynamic fontscale 1.2 "
          + "background rgb 'white' font 'DejaVu Sans,11'"
      }
    let file = output.replacing("'", with: "''")
    return
      (["reset session", "set encoding utf8", setTerminal, "set output '\(file)'"]
      + commands + ["unset output"]).joined(separator: "\n") + "\n"
  }

  /// gnuplot's SVG with what it shows in words, and with fonts for machines that lack its own.
  func described(_ svg: Data) -> Data {
    let escaped = alternative.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let text = String(decoding: svg, as: UTF8.self)
      .replacing("<title>Gnuplot</title>", with: "<title>\(escaped)</title>")
      .replacing("<desc>Produced by GNUPLOT", with: "<desc>Drawn by gnuplot")
      .replacing(
        "font-family=\"DejaVu Sans\"", with: "font-family=\"DejaVu Sans, Verdana, sans-serif\"")
    return Data(text.utf8)
  }
}
