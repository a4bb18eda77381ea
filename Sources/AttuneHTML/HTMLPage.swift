/// A whole file: one page that fetches nothing and runs nothing.
public struct HTMLPage: Sendable {
  /// What the browser shows above the page.
  public let title: String
  /// Style rules beside those that all pages share.
  public let rules: StaticString
  /// What is to be seen.
  public let body: HTML

  /// Creates a page.
  public init(title: String, rules: StaticString, @HTMLBuilder body: () -> HTML) {
    (self.title, self.rules, self.body) = (title, rules, body())
  }

  /// The file's text.
  public var text: String {
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n\(head.markup)\n</head>\n<body>\n"
      + "\(body.markup)\n</body>\n</html>\n"
  }

  private var head: HTML {
    group {
      HTML.void("meta", ["charset": "utf-8"])
      HTML.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      // Whatever should slip into the page: the browser fetches and runs nothing for it.
      HTML.void(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        ])
      tag("title") { title }
      HTML.style(Stylesheet.rules)
      HTML.style(rules)
    }
  }
}
