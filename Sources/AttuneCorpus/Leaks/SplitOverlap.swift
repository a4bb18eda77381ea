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
  /// The first of the shared in alphabetical order; dialogues as pairs of keys.
  public var examples: [String]
}

extension SplitOverlap {
  private static let numExamples = 5

  /// What one conversation brings to its split.
  struct Entry<Name: Hashable & Comparable> {
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
    func homes(_ split: Split) -> [Name: [String]] {
      entries.reduce(into: [:]) { homes, entry in
        if entry.split == split { homes[entry.name, default: []].append(entry.conversation) }
      }
    }
    let (own, others) = (homes(pair.measured), homes(pair.other))
    let shared = own.keys.filter { others[$0] != nil }.sorted()
    guard !shared.isEmpty else { return nil }
    self.init(
      measured: pair.measured, other: pair.other, shared: shared.count, total: own.count,
      conversations: shared.reduce(0) { $0 + (own[$1]?.count ?? 0) },
      examples: shared.prefix(Self.numExamples).compactMap { name in
        guard let here = own[name]?.first, let there = others[name]?.first else { return nil }
        return example(name, here, there)
      })
  }
}
