import AttuneCore
import AttuneCorpus

/// One labelled turn of a corpus: what an epoch is made of.
struct TurnReference: Sendable {
  let conversation: Conversation
  let turn: Turn
  /// Index of the class.
  let label: Int

  /// Bytes of text in situation and dialogue: how long the turn takes to read, and about how long it
  /// takes to say.
  var length: Int {
    turn.dialogue.reduce(turn.context?.utf8.count ?? 0) { $0 + $1.text.utf8.count }
  }

  /// The last turn of each conversation, where it is labelled.
  ///
  /// The turns of a conversation repeat each other, so the last one holds them all.
  static func last(
    of conversations: [Conversation], classes: [String]
  ) -> [TurnReference] {
    conversations.compactMap { conversation in
      guard let turn = conversation.turns.last, let emotion = turn.emotion,
        let label = classes.firstIndex(of: emotion.rawValue)
      else { return nil }
      return TurnReference(conversation: conversation, turn: turn, label: label)
    }
  }

  /// One line about labelled turns of other classes, or `nil` where there are none.
  static func leftOut(of corpus: Corpus, classes: [String]) -> String? {
    let labels = Split.allCases.flatMap(corpus.conversations(in:))
      .compactMap { $0.turns.last?.emotion?.rawValue }
    let others = labels.filter { !classes.contains($0) }
    guard !others.isEmpty else { return nil }
    return "left out: \(others.count) of \(labels.count) labelled turns, whose classes are not in "
      + "model.classes: \(Emotion.classNames.filter(others.contains).joined(separator: ", "))"
  }
}
