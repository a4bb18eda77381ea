/// Puts texts and elements one after the other.
@resultBuilder public enum HTMLBuilder {
  /// Text that shows as it is.
  public static func buildExpression(_ text: String) -> HTML { HTML(text) }
  /// An element.
  public static func buildExpression(_ html: HTML) -> HTML { html }
  /// Elements one after the other.
  public static func buildExpression(_ pieces: [HTML]) -> HTML { HTML(pieces) }
  /// Pieces one after the other.
  public static func buildBlock(_ pieces: HTML...) -> HTML { HTML(pieces) }
  /// A piece that may be absent.
  public static func buildOptional(_ piece: HTML?) -> HTML { piece ?? HTML([]) }
  /// The piece where a condition holds.
  public static func buildEither(first piece: HTML) -> HTML { piece }
  /// The piece where it does not.
  public static func buildEither(second piece: HTML) -> HTML { piece }
  /// The pieces of a loop.
  public static func buildArray(_ pieces: [HTML]) -> HTML { HTML(pieces) }
}

/// An element: `tag("p", ["class": "lead"]) { "text" }`.
public func tag(
  _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
  @HTMLBuilder _ content: () -> HTML
) -> HTML {
  HTML.element(name, attributes, content: content())
}

/// Pieces without an element around them.
public func group(@HTMLBuilder _ content: () -> HTML) -> HTML { content() }
