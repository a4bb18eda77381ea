import AttuneCore

/// One labelled turn of a corpus: what an epoch is made of.
struct TurnReference: Sendable {
  let conversation: Conversation
  let turn: Turn
  /// Index of the class.
  let label: Int

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
}
