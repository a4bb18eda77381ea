import Foundation

/// Text and numbers as gnuplot reads them.
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
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// About those of DejaVu Sans at 13 points; eastern scripts and pictures are as wide as high.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "j", "l", "f", "t", "r", "I", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "[",
      "]", "/":
      6
    case "m", "w", "M", "W", "%", "@", "+", "−", "=", "<", ">": 13
    case "A"..."Z": 10
    default: scalar.value < 0x1100 ? 8 : 16
    }
  }

  /// The text, cut with an ellipsis where it is wider than `points`.
  static func shortened(_ text: String, to points: Int) -> String {
    guard width(text) > points else { return text }
    var short = text
    while !short.isEmpty, width(short) > points - 13 { short.removeLast() }
    return short.trimmingCharacters(in: .whitespaces) + "…"
  }

  /// A number, or what gnuplot takes for a gap.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "NaN" }
    return "\(value)"
  }

  /// Lines of numbers and texts under a name, for `plot $name`.
  static func block(_ name: String, _ rows: [[String]]) -> String {
    (["$\(name) << EOD"] + rows.map { $0.joined(separator: " ") } + ["EOD"])
      .joined(separator: "\n")
  }

  /// Two digits without the zero before the point, as a bar is not wider: `.83`, `1.0`.
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let text = String(format: "%.2f", value)
    return text.hasPrefix("0") ? String(text.dropFirst()) : String(text.prefix(3))
  }
}
