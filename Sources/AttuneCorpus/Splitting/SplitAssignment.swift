import AttuneCore

/// Divides conversations among the splits.
public enum SplitAssignment {
  /// Assigns labelled conversations; those without a label in their first turn belong nowhere.
  ///
  /// By conversation it is the reference's own split: ids in order of first appearance, shuffled by
  /// Python's generator, 60 % train, the next 20 % test, the rest validation. By speaker, whole
  /// groups of conversations that share a speaker are handed out, the largest first and equal ones
  /// in shuffled order, to the split that is furthest below its share.
  ///
  /// - Returns: conversations by split in the order of the data, and those that belong nowhere.
  public static func assign(
    _ conversations: [Conversation], splitting: Corpus.Splitting,
    ratio: SplitRatio = .reference, seed: UInt32
  ) -> (splits: [Split: [Conversation]], unassigned: [Conversation]) {
    var ids: [String] = []
    var seen: Set<String> = []
    for conversation in conversations where conversation.turns.first?.emotion != nil {
      if seen.insert(conversation.id).inserted { ids.append(conversation.id) }
    }
    var random = PythonRandom(seed: seed)
    let home =
      switch splitting {
      case .conversation: byConversation(ids, ratio, &random)
      case .speaker: bySpeaker(SpeakerGroups.groups(of: ids, in: conversations), ratio, &random)
      }
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
    _ ids: [String], _ ratio: SplitRatio, _ random: inout PythonRandom
  ) -> [String: Split] {
    var ids = ids
    random.shuffle(&ids)
    let numTrain = Int(Double(ids.count) * ratio.train)
    let numTest = Int(Double(ids.count) * ratio.test)
    return Dictionary(
      uniqueKeysWithValues: ids.enumerated().map { position, id in
        (id, position < numTrain ? .train : position < numTrain + numTest ? .test : .validation)
      })
  }

  private static func bySpeaker(
    _ groups: [[String]], _ ratio: SplitRatio, _ random: inout PythonRandom
  ) -> [String: Split] {
    var shuffled = groups
    random.shuffle(&shuffled)
    let ordered = shuffled.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
    let total = Double(groups.reduce(0) { $0 + $1.count })
    var needed: [(split: Split, count: Double)] = [
      (.train, ratio.train * total), (.test, ratio.test * total),
      (.validation, ratio.validation * total),
    ]
    var home: [String: Split] = [:]
    for group in ordered {
      guard let most = needed.indices.max(by: { needed[$0].count < needed[$1].count }) else {
        break
      }
      needed[most].count -= Double(group.count)
      for id in group { home[id] = needed[most].split }
    }
    return home
  }
}
