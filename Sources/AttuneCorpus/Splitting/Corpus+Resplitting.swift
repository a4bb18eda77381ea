import AttuneCore

extension Corpus {
  /// The training split in parts: for each part a corpus that is trained on the others.
  ///
  /// In corpus k the test split is part k, the training split all other parts, and the validation
  /// split stays as it is. A conversation's records are never in two parts. Conversations are dealt
  /// out class by class of their last turn, so that each part has its share of all.
  ///
  /// - Parameter count: How many parts; as many as there are conversations if they are fewer.
  public func folds(_ count: Int, seed: Int = 0) -> [Corpus] {
    let conversations = self.conversations(in: .train)
    var ids: [String] = []
    var labels: [String: String] = [:]
    for conversation in conversations where labels[conversation.id] == nil {
      ids.append(conversation.id)
      labels[conversation.id] = conversation.turns.last?.emotion?.rawValue ?? ""
    }
    var generator = SeededGenerator(seed)
    for place in ids.indices.reversed() {
      ids.swapAt(place, generator.index(below: place + 1))
    }
    let numFolds = max(1, min(count, ids.count))
    let classes = Set(labels.values).sorted()
    let dealt = classes.flatMap { name in ids.filter { labels[$0] == name } }
    let folds = Dictionary(uniqueKeysWithValues: dealt.enumerated().map { ($1, $0 % numFolds) })
    return (0..<numFolds).map { fold in
      resplit([
        .train: conversations.filter { folds[$0.id] != fold },
        .validation: self.conversations(in: .validation),
        .test: conversations.filter { folds[$0.id] == fold },
      ])
    }
  }

  /// The same corpus with every conversation changed, none left out.
  public func map(_ change: (Conversation) -> Conversation) -> Corpus {
    resplit(
      Dictionary(
        uniqueKeysWithValues: Split.allCases.map { ($0, conversations(in: $0).map(change)) }))
  }

  private func resplit(_ splits: [Split: [Conversation]]) -> Corpus {
    Corpus(
      root: root, layout: layout, splitSource: splitSource, labelMap: labelMap,
      quarantine: quarantine, numQuarantinedConversations: numQuarantinedConversations,
      numQuarantinedMedia: numQuarantinedMedia, unassigned: unassigned, sharedIDs: sharedIDs,
      splits: splits)
  }
}
