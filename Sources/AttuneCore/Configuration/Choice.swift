/// One of a few names that a configuration may give; another one is an error that lists them.
public protocol Choice: RawRepresentable<String>, CaseIterable, Codable {}

extension Choice {
  /// Decodes a name.
  ///
  /// - Throws: `DecodingError.dataCorrupted` naming the choices for any other text.
  public init(from decoder: any Decoder) throws {
    let name = try String(from: decoder)
    guard let choice = Self(rawValue: name) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(name)' is none of \(names)"))
    }
    self = choice
  }
}
