/// What is known of a turn by name, a text or a number: who speaks, how long the sound is.
public enum AttributeValue: Sendable, Hashable {
  /// One of a few words, as `female`.
  case text(String)
  /// A finite number, as seconds of sound.
  case number(Double)
}

extension AttributeValue: Codable {
  /// Reads a string or a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Writes a string or a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}
