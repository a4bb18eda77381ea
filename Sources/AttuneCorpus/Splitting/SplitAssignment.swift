import AttuneCore

/// Divides conversations among the splits.
public enum SplitAssignment {
  /// Shares of the reference: 60 % train, the next 20 % test, the rest validation.
  static let trainShare = 0.6
  static let testShare = 0.2

  /// Assigns labelled conversations; those without a label in their first turn belong nowhere.
  ///
  /// By conversation it is the reference's own split: ids in order of first appearance, shuffled by
  /// Python's generator, 60 % train, the next 20 % test, the rest validation. By speaker, whole
  /// groups of conversations that share a speaker are handed out in shuffled order to the split
  /// that is furthest below its share.
  ///
  /// - Returns: conversations by split in the order of the data, and those that belong nowhere.
  public static func assign(
    _ conversations: [Conversation], splitting: Corpus.Splitting, seed: UInt32
  ) -> (splits: [Split: [Conversation]], unassigned: [Conversation]) {
    var ids: [String] = []
    var seen: Set<String> = []
    for conversation in conversations where conversation.turns.first?.emotion != nil {
      if seen.insert(conversation.id).inserted { ids.append(conversation.id) }
    }
    var random = PythonRandom(seed: seed)
    let home =
      splitting == .conversation
      ? byConversation(ids, &random) : bySpeaker(ids, conversations, &random)
    var splits: [Split: [Conversation]] = [.train: [], .validation: [], .test: []]
    var unassigned: [Conversation] = []
    for conversation in conversations {
      if conversation.turns.first?.emotion != nil, let split = home[conversation.id] {
        splits[split]?.append(conversation)
      } else {
        unassigned.append(conversation)
      }
    }
    return (splits, unassigned)
  }

  private static func byConversation(
    _ ids: [String], _ random: inout PythonRandom
  ) -> [String: Split] {
    var ids = ids
    random.shuffle(&ids)
    let numTrain = Int(Double(ids.count) * trainShare)
    let numTest = Int(Double(ids.count) * testShare)
    return Dictionary(
      uniqueKeysWithValues: ids.enumerated().map { position, id in
        (id, position < numTrain ? .train : position < numTrain + numTest ? .test : .validation)
      })
  }

  private static func bySpeaker(
    _ ids: [String], _ conversations: [Conversation], _ random: inout PythonRandom
  ) -> [String: Split] {
    // A speaker who is not numbered is a speaker of their own.
    var speakers: [String: Set<String>] = [:]
    for conversation in conversations {
      let speaker = conversation.speaker?.id.map { "profile \($0)" } ?? "of \(conversation.id)"
      speakers[conversation.id, default: []].insert(speaker)
    }
    var groups: [(speakers: Set<String>, ids: [String])] = []
    for id in ids {
      let own = speakers[id] ?? []
      let sharing = groups.indices.filter { !groups[$0].speakers.isDisjoint(with: own) }
      var merged = (speakers: own, ids: [String]())
      for index in sharing {
        merged.speakers.formUnion(groups[index].speakers)
        merged.ids += groups[index].ids
      }
      merged.ids.append(id)
      for index in sharing.reversed() { groups.remove(at: index) }
      groups.append(merged)
    }
    random.shuffle(&groups)
    groups.sort { $0.ids.count > $1.ids.count }
    let shares: [(Split, Double)] = [
      (.train, trainShare), (.test, testShare), (.validation, 1 - trainShare - testShare),
    ]
    var counts: [Split: Int] = [:]
    var home: [String: Split] = [:]
    for group in groups {
      let needed = shares.map { split, share in
        (split, share * Double(ids.count) - Double(counts[split] ?? 0))
      }
      let split = needed.max { $0.1 < $1.1 }?.0 ?? .train
      counts[split, default: 0] += group.ids.count
      for id in group.ids { home[id] = split }
    }
    return home
  }
}
