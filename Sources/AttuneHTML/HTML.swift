/// Mark-up in which every text is escaped, so that nothing of the data can become part of the page.
///
/// The names of elements and attributes are static strings: only their values come from data.
public struct HTML: Sendable, Equatable {
  /// What is written to the page.
  public let markup: String

  /// Text that shows as it is.
  public init(_ text: String) { markup = Self.escaped(text) }

  private init(markup: String) { self.markup = markup }

  /// Pieces one after the other.
  public init(_ pieces: [HTML]) { markup = pieces.map(\.markup).joined() }

  /// An element with what is in it.
  public static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, content: HTML
  ) -> HTML {
    HTML(markup: "<\(name)\(written(attributes))>\(content.markup)</\(name)>")
  }

  /// An element that holds nothing, as `img`.
  public static func void(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>
  ) -> HTML {
    HTML(markup: "<\(name)\(written(attributes))>")
  }

  /// A page's own style rules, which are code and no data.
  static func style(_ rules: StaticString) -> HTML {
    HTML(markup: "<style>\n\(rules)</style>")
  }

  private static func written(_ attributes: KeyValuePairs<StaticString, String>) -> String {
    attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      default:
        // Control characters are no part of any HTML text.
        let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
        escaped.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }
}
