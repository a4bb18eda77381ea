/// A pattern over dot-separated key paths.
///
/// `{}` stands for exactly one component, `**` for any number of them, none included; everything
/// else stands for itself. `encoder.layer.{}.**` matches `encoder.layer.0.output.dense.weight`.
struct KeyPattern: Hashable, Sendable {
  private enum Part: Hashable {
    case literal(Substring)
    case one
    case any
  }

  private let parts: [Part]

  init(_ text: String) {
    parts = text.split(separator: ".").map { component in
      switch component {
      case "{}": .one
      case "**": .any
      default: .literal(component)
      }
    }
  }

  /// The kinds of wildcards in order; two patterns that rename into each other agree in it.
  var wildcards: [String] {
    parts.compactMap { part in
      switch part {
      case .literal: nil
      case .one: "{}"
      case .any: "**"
      }
    }
  }

  /// What the wildcards stand for in `key`, or `nil` where the pattern does not match all of it.
  ///
  /// Where several readings are possible, earlier `**` take as little as they can.
  func captures(in key: String) -> [[Substring]]? {
    Self.captures(parts[...], key.split(separator: ".", omittingEmptySubsequences: false)[...])
  }

  private static func captures(
    _ parts: ArraySlice<Part>, _ key: ArraySlice<Substring>
  ) -> [[Substring]]? {
    guard let part = parts.first else { return key.isEmpty ? [] : nil }
    switch part {
    case .literal(let text):
      return key.first == text ? captures(parts.dropFirst(), key.dropFirst()) : nil
    case .one:
      guard let component = key.first else { return nil }
      return captures(parts.dropFirst(), key.dropFirst()).map { [[component]] + $0 }
    case .any:
      for count in 0...key.count {
        if let rest = captures(parts.dropFirst(), key.dropFirst(count)) {
          return [Array(key.prefix(count))] + rest
        }
      }
      return nil
    }
  }

  /// The key that arises when the wildcards stand for `captures`, one for each of them.
  func key(_ captures: [[Substring]]) -> String {
    var rest = captures[...]
    var components: [Substring] = []
    for part in parts {
      switch part {
      case .literal(let text): components.append(text)
      case .one, .any: components += rest.popFirst() ?? []
      }
    }
    return components.joined(separator: ".")
  }
}
