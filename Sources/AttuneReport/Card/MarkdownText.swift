/// Text as Markdown shows it unchanged.
enum MarkdownText {
  /// Escapes what Markdown or HTML would take for mark-up; line breaks become spaces.
  static func plain(_ text: String) -> String {
    var plain = ""
    for character in text {
      if character.isNewline {
        plain += " "
      } else if character == "<" {
        plain += "&lt;"
      } else if character == "&" {
        plain += "&amp;"
      } else {
        if "\\`*_{}[]#|~>".contains(character) { plain += "\\" }
        plain.append(character)
      }
    }
    return plain
  }

  /// A row of a table.
  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// A block of code, fenced so that no line of it ends it.
  static func code(_ lines: [String]) -> String {
    let text = lines.joined(separator: "\n")
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)\n\(text)\n\(fence)"
  }
}
