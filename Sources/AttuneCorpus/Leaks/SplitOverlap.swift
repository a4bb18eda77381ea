import AttuneCore

/// What two splits share as a whole: ids, dialogues or speakers.
public struct SplitOverlap: Codable, Sendable, Equatable {
  /// The split that is measured.
  public var measured: Split
  /// The split that it should share nothing with.
  public var other: Split
  /// How many the measured split shares with the other.
  public var shared: Int
  /// How many the measured split has.
  public var total: Int
  /// Conversations of the measured split that have one of the shared.
  public var conversations: Int
  /// The first of the shared in the order of the data; dialogues as pairs of keys.
  public var examples: [String]
}

extension SplitOverlap {
  private static let numExamples = 5

  /// What one conversation brings to its split.
  struct Entry<Name: Hashable> {
    let split: Split?
    let name: Name
    let conversation: String

    init(_ split: Split?, _ name: Name, _ conversation: String) {
      (self.split, self.name, self.conversation) = (split, name, conversation)
    }
  }

  /// Compares two splits; `nil` where they share nothing.
  ///
  /// - Parameter example: how something shared is shown: its name, and a conversation of each split.
  init?<Name>(
    _ pair: SplitPair, _ entries: [Entry<Name>], example: (Name, String, String) -> String
  ) {
    var others: [Name: String] = [:]
    for entry in entries where entry.split == pair.other && others[entry.name] == nil {
      others[entry.name] = entry.conversation
    }
    var names: Set<Name> = []
    var (shared, conversations, examples) = (0, 0, [String]())
    for entry in entries where entry.split == pair.measured {
      let isNew = names.insert(entry.name).inserted
      guard let other = others[entry.name] else { continue }
      conversations += 1
      guard isNew else { continue }
      shared += 1
      if examples.count < Self.numExamples {
        examples.append(example(entry.name, entry.conversation, other))
      }
    }
    guard shared > 0 else { return nil }
    self.init(
      measured: pair.measured, other: pair.other, shared: shared, total: names.count,
      conversations: conversations, examples: examples)
  }
}
