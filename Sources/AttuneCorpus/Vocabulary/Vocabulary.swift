/// The strings of one field, numbered from 1; 0 stands for unknown and absent ones.
public struct Vocabulary: Sendable, Hashable {
  /// The id of every string that training did not see.
  public static let unknownID: Int64 = 0
  /// The known strings, in the order of their ids.
  public let entries: [String]
  private let identifiers: [String: Int64]

  /// Numbers the distinct strings in alphabetical order; empty ones are left out.
  public init(_ strings: some Sequence<String>) {
    self.init(ordered: Set(strings.filter { !$0.isEmpty }).sorted())
  }

  private init(ordered entries: [String]) {
    self.entries = entries
    identifiers = Dictionary(zip(entries, 1...)) { first, _ in first }
  }

  /// Number of known strings.
  public var count: Int { entries.count }

  /// The id of a string.
  public func identifier(_ string: String?) -> Int64 {
    string.flatMap { identifiers[$0] } ?? Self.unknownID
  }
}

extension Vocabulary: Codable {
  /// Reads the list of entries.
  public init(from decoder: any Decoder) throws {
    self.init(ordered: try [String](from: decoder))
  }

  /// Writes the list of entries.
  public func encode(to encoder: any Encoder) throws { try entries.encode(to: encoder) }
}
