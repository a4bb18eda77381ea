import AttuneCore

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
}
